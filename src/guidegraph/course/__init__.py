"""A course and a guideline: coverage, differences in words, and what a new edition means."""
