"""
A course and a guideline: what it covers, where it drifts, and what a new edition means for it.
"""
