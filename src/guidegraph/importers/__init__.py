"""From files to editions."""
