"""What our own packages of CASE hold in their extensions, under `ext:guidegraph`."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from guidegraph.graph.vocab import ASSOCIATIONS
from guidegraph.importers.json_tree import JsonNode, value_from_data
from guidegraph.importers.words import identifier, printable
from guidegraph.model.edition import Association, Item, Link, Note
from guidegraph.model.errors import FormatError
from guidegraph.model.names import is_edition_id


__all__ = [
    "CONCEPT_WORDS",
    "EXTENSION",
    "association_in",
    "fingerprint",
    "ids_in",
    "place_in",
    "renamed",
    "with_extension",
]

EXTENSION: Final = "ext:guidegraph"
"""The key of our own values in `extensions`."""

_WORDS = (
    "fullStatement",
    "abbreviatedStatement",
    "alternativeLabel",
    "humanCodingScheme",
    "listEnumeration",
    "CFItemType",
)
CONCEPT_WORDS: Final = ("title", "description", "keywords")
"""The fields of a concept that have its words."""

_TEXT: Any = str | None
_FIELDS: Mapping[str, Any] = MappingProxyType(
    {
        "type": str,
        "notation": _TEXT,
        "marker": _TEXT,
        "label": _TEXT,
        "pref_label": _TEXT,
        "alt_labels": tuple[str, ...],
        "text": _TEXT,
        "lineage": _TEXT,
        "replaced_by": tuple[str, ...],
        "notes": tuple[Note, ...],
        "links": tuple[Link, ...],
    }
)


def with_extension(item: Item, node: JsonNode, fields: Sequence[str] = _WORDS) -> Item:
    """
    An item with the extensions of its entry, if the entry has not changed since they were written.

    Args:
        item: what is read of the entry without them.
        node: the entry.
        fields: its fields with words.
    """
    said = _said(node)
    if said.get("beside") != fingerprint(node.object(), fields):
        return item
    found: dict[str, Any] = {}
    for name, kind in _FIELDS.items():
        if name in said:
            try:
                value = value_from_data(kind, said[name], node.path, node.place)
                _check(value, node)
            except FormatError:
                continue
            found[name] = value
    return replace(item, **found)


def fingerprint(entry: Mapping[str, Any], fields: Sequence[str] = _WORDS) -> str:
    """A hash of the fields with the words of an entry, to see whether they were changed."""
    words = [entry.get(field) for field in fields]
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()[:16]


def place_in(node: JsonNode) -> tuple[str | None, int] | None:
    """
    Where the extensions of a concept place it: below which item, as which of the items there;
    nothing, if it is not one of our terms.
    """
    said = _said(node)
    parent, number = said.get("parent"), said.get("sequenceNumber")
    if not isinstance(said.get("id"), str):
        return None
    return (
        parent if isinstance(parent, str) else None,
        number if isinstance(number, int) and not isinstance(number, bool) else 0,
    )


def ids_in(nodes: Mapping[str, JsonNode]) -> dict[str, str]:
    """The ids that extensions give to items, by their identifiers; each given to one item only."""
    found = {}
    for own, node in nodes.items():
        id_ = _said(node).get("id")
        if isinstance(id_, str):
            try:
                found[own] = identifier(id_, node.path, node.place)
            except FormatError:
                continue
    counts = Counter([*found.values(), *(own for own in nodes if own not in found)])
    return {own: id_ for own, id_ in found.items() if counts[id_] == 1}


def association_in(
    node: JsonNode, origin: str | None, destination: str | None
) -> Association | None:
    """
    The link in the extensions of an association, if it is one of ours.

    It may be `reversed`: its origin is then the association's destination.
    """
    said = _said(node)
    type_, edition, id_ = said.get("type"), said.get("edition"), said.get("id")
    if said.get("reversed") is True:
        origin, destination = destination, origin
    if origin is None or not isinstance(type_, str) or type_ not in ASSOCIATIONS:
        return None
    if destination is not None:
        return Association(origin=origin, type=type_, destination=destination)
    if not isinstance(edition, str) or not is_edition_id(edition) or not isinstance(id_, str):
        return None
    try:
        id_ = identifier(id_, node.path, node.place)
    except FormatError:
        return None
    return Association(origin=origin, type=type_, destination=id_, edition=edition)


def renamed(
    items: Iterable[Item], links: Iterable[Association], names: Mapping[str, str]
) -> tuple[tuple[Item, ...], tuple[Association, ...]]:
    """Items and links with other ids."""
    return (
        tuple(
            replace(
                item,
                id=names.get(item.id, item.id),
                parent=None if item.parent is None else names.get(item.parent, item.parent),
            )
            for item in items
        ),
        tuple(
            replace(
                link,
                origin=names.get(link.origin, link.origin),
                destination=link.destination
                if link.edition
                else names.get(link.destination, link.destination),
            )
            for link in links
        ),
    )


def _said(node: JsonNode) -> dict[str, Any]:
    extensions = node.value.get("extensions") if isinstance(node.value, dict) else None
    said = extensions.get(EXTENSION) if isinstance(extensions, dict) else None
    return said if isinstance(said, dict) else {}


def _check(value: Any, node: JsonNode) -> None:
    """Refuse a text that cannot be printed."""
    match value:
        case str():
            printable(value, node.path, node.place)
        case tuple():
            for part in value:
                _check(part, node)
        case Note():
            _check((value.mark, value.text, value.anchor), node)
        case Link():
            _check((value.words, value.target), node)
        case _:
            return
