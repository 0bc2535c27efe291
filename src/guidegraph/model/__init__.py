"""What guidegraph speaks of, as frozen values; the standard library only."""
