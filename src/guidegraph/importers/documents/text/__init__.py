"""Plain text: its lines, its emphasis, its tables, and the blocks that it is made of."""
