"""Items as rows of a table, and texts as cells for spreadsheet programs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from guidegraph.model.edition import Item


__all__ = ["from_cell", "rows_of_items", "to_cell"]
# What a spreadsheet program may read as a formula, or strip and then read as one.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")


def rows_of_items(items: Sequence[Item]) -> Iterator[tuple[str, ...]]:
    """
    The names of the columns, then one row for each item.

    An item whose parent is not among them has none here. The position is the place among all
    children of the parent, of any type, because it sorts the table. An item without words is
    labelled with its id, because a row must have a text.
    """
    yield ("id", "type", "notation", "label", "text", "parent", "position")
    shown = {item.id for item in items}
    places: dict[str | None, int] = {}
    for item in items:
        parent = item.parent if item.parent in shown else None
        places[parent] = places.get(parent, 0) + 1
        label, text = item.label or item.pref_label or "", item.text or ""
        yield (
            item.id,
            item.type,
            item.notation or "",
            label if label or text else item.id,
            text,
            parent or "",
            str(places[parent]),
        )


def to_cell(text: str) -> str:
    """
    A text that no spreadsheet program reads as a formula: an apostrophe before what it might.

    >>> to_cell("=1+1"), to_cell("'-x"), to_cell("one - two")
    ("'=1+1", "''-x", 'one - two')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def from_cell(cell: str) -> str:
    """
    The text of a cell that `to_cell` made.

    >>> from_cell("'=1+1"), from_cell("'tis"), from_cell("=1+1")
    ('=1+1', "'tis", '=1+1')
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
