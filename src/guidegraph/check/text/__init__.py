"""What an edition's text is made of, as rules look at it: passages, words, sentences, likeness."""
