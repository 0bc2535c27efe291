"""Feeds: what changed in a library, for those who want to be told."""
