"""Editions as data in the formats of others."""
