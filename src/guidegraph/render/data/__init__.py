"""Results as plain data, one part of the program to a file; `data` knows all its types."""
