"""Results for people, one kind of result to a file."""
