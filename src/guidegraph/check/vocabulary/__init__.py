"""Vocabularies in SKOS: read as a stream, kept as numbers, asked by the rules."""
