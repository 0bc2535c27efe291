"""
The terms of a glossary as concepts of CASE, among the definitions of a package: a term is no
competency that somebody could have.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from guidegraph.export.case.names import (
    TERM,
    identity,
    item_identifier,
    item_uri,
    without_marks,
)
from guidegraph.importers.case_extension import CONCEPT_WORDS, EXTENSION, fingerprint
from guidegraph.importers.words import name_for_people
from guidegraph.model.edition import Edition, Item


__all__ = ["concept_entry"]


def concept_entry(edition: Edition, item: Item, number: int, place: int) -> dict[str, Any]:
    """
    A term as a CFConcept.

    Args:
        edition: the edition.
        item: the term.
        number: its number among the terms.
        place: its place among the items with the same parent.
    """
    fields: dict[str, Any] = {
        **identity(edition, item_uri(edition, item.id), item.id),
        "title": without_marks(" ".join(item.name.split()) or item.id),
        "hierarchyCode": str(number),
    }
    names = [name for name in item.alt_labels if "|" not in name and name.strip()]
    if names:
        fields["keywords"] = "|".join(names)
    if item.text and item.text.strip():
        fields["description"] = without_marks(item.text)
    label = fields["title"]
    plain = {
        "type": TERM,
        "notation": None,
        "marker": None,
        "label": label,
        "pref_label": name_for_people(label),
        "alt_labels": tuple(names),
        "text": fields.get("description"),
        "lineage": None,
        "replaced_by": (),
        "notes": (),
        "links": (),
    }
    besides = {
        name: [asdict(part) for part in value] if name in ("notes", "links") else value
        for name in plain
        if (value := getattr(item, name)) != plain[name]
    }
    fields["extensions"] = {
        EXTENSION: {
            "id": item.id,
            "parent": item_identifier(edition, item.parent) if item.parent else None,
            "sequenceNumber": place,
            "beside": fingerprint(fields, CONCEPT_WORDS),
            **besides,
        }
    }
    return fields
