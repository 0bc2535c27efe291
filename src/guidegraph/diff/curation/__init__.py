"""What editors confirmed and decided, and the history of items that follows from it."""
