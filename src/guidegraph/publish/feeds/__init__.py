"""Feeds: what changed in a library, for those who follow it."""
