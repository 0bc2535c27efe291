"""Office Open XML spreadsheets: the archive, and the cells of its first sheet."""
