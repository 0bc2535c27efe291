"""Vocabularies of any size: triples compared in a stream, and stored editions asked in SQL."""
