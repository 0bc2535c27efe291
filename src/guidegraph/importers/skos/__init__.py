"""Vocabularies in SKOS, whoever made them."""
