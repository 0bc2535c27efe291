"""
Editions, items and diffs for Python programs and notebooks.

The model stays plain; these are views of it, and `.model` is what they show.
"""

from guidegraph.views.changes import DiffView
from guidegraph.views.edition import EditionView, ItemView, ItemViews
from guidegraph.views.pictures import Picture, picture, written
from guidegraph.views.tables import Table, html_table


__all__ = [
    "DiffView",
    "EditionView",
    "ItemView",
    "ItemViews",
    "Picture",
    "Table",
    "html_table",
    "picture",
    "written",
]
