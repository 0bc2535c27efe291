"""What writes the generated files, one to a file."""
