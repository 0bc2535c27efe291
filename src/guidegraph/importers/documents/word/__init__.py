"""Documents of word processors in Office Open XML (ECMA-376): styles, numbers, changes, notes."""
