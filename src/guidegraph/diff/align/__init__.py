"""Which items of two editions belong together, and why."""
