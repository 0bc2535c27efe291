"""Whether a table for a system for teaching is read again as the items that it was made of."""

from __future__ import annotations

import warnings
from collections.abc import Collection, Mapping

from guidegraph.importers.importer import Document, importer_for
from guidegraph.model.edition import Edition
from guidegraph.model.errors import GuidegraphWarning
from guidegraph.model.manifest import Manifest


__all__ = ["changed_row"]


def changed_row(
    edition: Edition, names: Mapping[str, str], body: bytes, *, besides: Collection[str] = ()
) -> str | None:
    """
    Which item has another text or parent when the table is read, or is missing; nothing, if none.

    Args:
        edition: the edition that the table was made of.
        names: the identifiers of its items in the table.
        body: the table.
        besides: the identifiers of rows that are no items of the edition.
    """
    path = f"{edition.id}.csv"
    document = Document(
        path=path, body=body, edition=edition.id, iri=edition.iri, manifest=Manifest()
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", GuidegraphWarning)
        read = importer_for(path, body).read(document)
    found = {
        item.id: (item.parent, _even(item.text)) for item in read.items if item.id not in besides
    }
    expected = {
        _even(names[item.id]): (
            _even(names[item.parent]) if item.parent else None,
            _even(item.text),
        )
        for item in edition.items
    }
    if found == expected:
        return None
    different = next(id_ for id_ in (*expected, *found) if found.get(id_) != expected.get(id_))
    return f"item {different!r} is not the same"


def _even(text: str | None) -> str:
    return " ".join((text or "").split())
