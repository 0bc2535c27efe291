"""What `tools/fuzz.py` tries."""
