"""English as data and plain functions: word lists, inflection, and the spellings of one word."""
