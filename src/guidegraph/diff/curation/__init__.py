"""What editors have confirmed and decided, and the history that follows from it."""
