"""
From files to editions.
"""
