"""Items of an edition, as JSON."""

from __future__ import annotations

from typing import Any

from guidegraph.model.edition import Edition, Excerpt, Item
from guidegraph.render.data.changes import SCHEMAS
from guidegraph.render.renderer import by_type


__all__ = ["data"]


def _data_of_excerpt(result: Excerpt) -> dict[str, Any]:
    edition = result.edition
    return {
        "schema": f"{SCHEMAS}/show/1",
        "edition": edition.id,
        "iri": edition.iri,
        "title": edition.title,
        "issued": edition.issued,
        "language": edition.language,
        "items": [_item(edition, item) for item in result.items],
    }


def _item(edition: Edition, item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "iri": edition.iri_of(item.id),
        "type": item.type,
        "notation": item.notation,
        "marker": item.marker,
        "label": item.label,
        "pref_label": item.pref_label,
        "alt_labels": list(item.alt_labels),
        "text": item.text,
        "parent": item.parent,
        "position": item.position,
        "terms": list(edition.terms.get(item.id, ())),
        "notes": [{"mark": note.mark, "text": note.text} for note in item.notes],
        "links": [{"words": link.words, "target": link.target} for link in item.links],
        "associations": [
            {"type": link.type, "edition": link.edition or edition.id, "id": link.destination}
            for link in edition.links_from.get(item.id, ())
        ],
        "lineage": item.lineage,
    }


data = by_type({Excerpt: _data_of_excerpt})
