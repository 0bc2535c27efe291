"""PDF: characters, and from them lines, tables and columns; or the tags of a tagged document."""
