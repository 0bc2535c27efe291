"""SPARQL 1.1 over HTTP, for reading only."""
