"""Items as rows of a table, as the importer of tables reads them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guidegraph.model.edition import Item


__all__ = ["rows_of_items"]


def rows_of_items(items: Sequence[Item]) -> Iterator[tuple[str, ...]]:
    """
    The names of the columns, then one row for each item.

    An item whose parent is not among them has none here. The position is the place among all
    children of the parent, of any type, since that is what a table is put in order by. An item
    without words is labelled with its id, since a row must say something.
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
