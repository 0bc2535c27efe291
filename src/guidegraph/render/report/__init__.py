"""What the formats of reports have in common."""
