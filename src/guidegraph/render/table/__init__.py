"""Results as rows of a table."""
