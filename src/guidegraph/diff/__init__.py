"""What became of every item from one edition to the next."""
