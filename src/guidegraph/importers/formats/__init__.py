"""The import formats, one to a file."""
