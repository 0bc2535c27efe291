"""Editions as RDF, and back."""
