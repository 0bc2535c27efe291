"""The export formats, one to a file."""
