"""
Packages of CASE (Competencies and Academic Standards Exchange): their items, their associations,
and the extensions of our own packages.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from guidegraph.graph.vocab import ASSOCIATIONS
from guidegraph.importers.assemble import check_count
from guidegraph.importers.json_tree import JsonNode, value_from_data
from guidegraph.importers.words import identifier, name_for_people, printable, quoted
from guidegraph.model.edition import Association, Item, Link, Note
from guidegraph.model.errors import FormatError
from guidegraph.model.names import is_edition_id


__all__ = [
    "LAST",
    "Links",
    "association_in",
    "fingerprint",
    "ids_in",
    "items_of",
    "renamed",
    "with_extension",
]

LAST: Final = 10**12
"""The sequence number of an item without one: behind all others."""
_KEY = "ext:guidegraph"
_WORDS = (
    "fullStatement",
    "abbreviatedStatement",
    "alternativeLabel",
    "humanCodingScheme",
    "listEnumeration",
    "CFItemType",
)
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


def items_of(package: JsonNode) -> tuple[dict[str, Item], dict[str, JsonNode]]:
    """The items by their identifiers, and the place of each."""
    items: dict[str, Item] = {}
    places: dict[str, JsonNode] = {}
    for node in package.entries("CFItems"):
        id_ = identifier(node.text("identifier") or "", node.path, f"{node.place}.identifier")
        if id_ in items:
            raise node.get("identifier").fault(
                f"{quoted(id_)} is already at {places[id_].place}", "give it another one"
            )
        text, label = node.text("fullStatement"), node.text("abbreviatedStatement")
        if text is None and label is None:
            raise node.get("fullStatement").fault("missing or empty", "write the statement")
        other = node.text("alternativeLabel")
        item = Item(
            id=id_,
            type=node.text("CFItemType") or "Item",
            notation=node.text("humanCodingScheme"),
            label=label,
            pref_label=name_for_people(label),
            alt_labels=() if other is None or other == label else (other,),
            text=text,
        )
        items[id_] = with_extension(item, node)
        places[id_] = node
        check_count(len(items), node.path)
    if not items:
        raise package.get("CFItems").fault("no items", "give a package that holds its items")
    return items, places


class Links:
    """
    What the associations of a package state; *found* is complete after a call of `parents`.

    Args:
        package: the package.
        items: its items by their ids.
    """

    def __init__(self, package: JsonNode, items: Mapping[str, Item]) -> None:
        self.items = items
        self.sequence: dict[str, int] = {}
        self.found: list[Association] = []
        self._uris = {
            uri: id_
            for node in package.entries("CFItems")
            if (uri := node.text("uri")) and (id_ := node.text("identifier"))
        }
        self._above: dict[str, list[tuple[int, str | None]]] = {}
        for node in package.entries("CFAssociations"):
            self._read(node)

    def parents(self) -> dict[str, str | None]:
        """The parent of each item; further parents become associations."""
        parents: dict[str, str | None] = {}
        for id_ in self.items:
            above = self._above.get(id_, [])
            known = [place for place in above if place[1] is not None] or above
            number, parents[id_] = known[0] if known else (LAST, None)
            self.sequence[id_] = number
            self.found += (
                Association(origin=id_, type="broaderTransitive", destination=other)
                for _, other in known[1:]
                if other is not None and other != parents[id_]
            )
        return parents

    def _read(self, node: JsonNode) -> None:
        origin = self._end(node.get("originNodeURI"))
        destination = self._end(node.get("destinationNodeURI"))
        if origin is None:
            return
        if (node.text("associationType") or "").casefold() == "ischildof":
            number = node.number("sequenceNumber")
            place = (LAST if number is None else number, destination)
            self._above.setdefault(origin, []).append(place)
        elif (ours := association_in(node, origin, destination)) is not None:
            self.found.append(ours)
        elif destination is not None and destination != origin:
            self.found.append(Association(origin=origin, type="related", destination=destination))

    def _end(self, node: JsonNode) -> str | None:
        """The item of this package at one end of an association, or nothing."""
        if isinstance(node.value, dict):
            names = [node.text("identifier"), node.text("uri")]
        else:
            whole = node.words()
            names = [whole, (whole or "").rsplit("/", 1)[-1]]
        for name in names:
            if name in self.items:
                return name
            if name in self._uris:
                return self._uris[name]
        return None


def with_extension(item: Item, node: JsonNode) -> Item:
    """
    An item with the extensions of its entry, if the entry has not changed since they were written.
    """
    said = _said(node)
    if said.get("beside") != fingerprint(node.object()):
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


def fingerprint(entry: Mapping[str, Any]) -> str:
    """A hash of the fields with the words of an entry, to see whether they were changed."""
    words = [entry.get(field) for field in _WORDS]
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()[:16]


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


def association_in(node: JsonNode, origin: str, destination: str | None) -> Association | None:
    """The link in the extensions of an association, if it is one of ours."""
    said = _said(node)
    type_, edition, id_ = said.get("type"), said.get("edition"), said.get("id")
    if not isinstance(type_, str) or type_ not in ASSOCIATIONS:
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
    said = extensions.get(_KEY) if isinstance(extensions, dict) else None
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
