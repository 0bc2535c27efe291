"""Queries about an edition or a library: SPARQL, search, and how items are related."""
