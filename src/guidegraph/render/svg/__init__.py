"""
Pictures as SVG.
"""
