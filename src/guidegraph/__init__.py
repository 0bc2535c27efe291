"""
Editions of guidelines as linked data, and what became of every item between them.
"""
