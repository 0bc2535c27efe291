"""Publish a library: the address of everything, and the documents found there."""
