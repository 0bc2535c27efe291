"""
The library as Python sees it: editions, items and changes to walk through, shown well in notebooks.

>>> library = Library.open()
>>> [statement.number for statement in library.edition("combined").value(7).statements]
['7.1', '7.2', '7.3', '7.4', '7.5']

The model stays plain; these are views of it, and `.model` is what they show.
"""

from guidegraph.views.changes import DiffView, diff
from guidegraph.views.edition import EditionView, ItemView, ItemViews
from guidegraph.views.library import Library, read
from guidegraph.views.tables import Table


__all__ = ["DiffView", "EditionView", "ItemView", "ItemViews", "Library", "Table", "diff", "read"]
