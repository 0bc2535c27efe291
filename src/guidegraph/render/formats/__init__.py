"""The output formats, one to a file."""
