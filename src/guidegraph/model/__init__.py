"""The values that guidegraph works with, frozen; only the standard library is imported."""
