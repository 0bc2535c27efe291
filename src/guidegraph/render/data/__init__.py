"""Results as plain data: what the formats for programs have in common."""
