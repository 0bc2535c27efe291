"""The texts of an edition for rules: passages, words, sentences, similarity."""
