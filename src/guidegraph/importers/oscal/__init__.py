"""Catalogs of OSCAL (Open Security Controls Assessment Language)."""
