"""Editions as data in the formats of other programs."""
