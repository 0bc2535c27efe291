"""Results as readable text, one part of the program to a file; `draw` draws all its types."""
