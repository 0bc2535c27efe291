"""The generators, one for each generated file."""
