"""
Formats that hold an edition's items and little else: what they lose, and whether they come back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from guidegraph.importers.importer import Document, importer_for
from guidegraph.model.edition import Edition, Item
from guidegraph.model.manifest import Manifest
from guidegraph.model.table import rows_of_items


__all__ = ["comes_back", "lost_besides_items"]


def comes_back(suffix: str) -> Callable[[Edition, bytes], str | None]:
    """
    What reads a file back by its importer and says which item is not the same, if any.

    Args:
        suffix: how files of the format end, for what imports them.
    """

    def read_back(edition: Edition, body: bytes) -> str | None:
        path = f"{edition.id}{suffix}"
        document = Document(
            path=path, body=body, edition=edition.id, iri=edition.iri, manifest=Manifest()
        )
        found = importer_for(path, body).read(document)
        written, read = (_rows(each) for each in (edition, found))
        if written == read:
            return None
        id_ = next(iter(written.keys() ^ read.keys()), None)
        id_ = id_ or next(id_ for id_ in written if written[id_] != read[id_])
        return f"item {id_!r} is not the same"

    return read_back


def _rows(edition: Edition) -> dict[str, tuple[str, ...]]:
    """The items by their ids, their white space made even, which importers do."""
    rows = rows_of_items(edition.items)
    next(rows)
    even = (tuple(" ".join(cell.split()) for cell in row) for row in rows)
    return {row[0]: (str(number), *row) for number, row in enumerate(even)}


def lost_besides_items(edition: Edition) -> Iterator[str]:
    """What a table of items has no column for, item by item."""
    for item in edition.items:
        for what in _lost(edition, item):
            yield f"{item.id}: {what}"
    if edition.furniture or edition.source:
        yield "the source document and its furniture are not held"


def _lost(edition: Edition, item: Item) -> Iterator[str]:
    if not (item.label or item.pref_label or item.text):
        yield "it has no words, and its id stands as its label"
    if item.label and item.pref_label and item.label != item.pref_label:
        yield f"its name for people, {item.pref_label!r}, is not held, only the printed one"
    for number, what in (
        (len(item.alt_labels), "other names"),
        (len(item.notes), "footnotes"),
        (len(item.links), "hyperlinks"),
        (len(edition.links_from.get(item.id, ())), "links to other items"),
        (len(item.replaced_by), "replacements"),
        (len(item.spans), "places in the source"),
    ):
        if number:
            yield f"{what} are not held ({number})"
    if item.marker is not None:
        yield f"its number as printed, {item.marker!r}, is not held"
    if item.lineage is not None:
        yield "its lineage is not held"
