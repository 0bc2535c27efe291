"""The outcome for every item from one edition to the next."""
