"""The items of a package, and what its associations say of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from guidegraph.importers.assemble import check_count
from guidegraph.importers.case.extension import association_in, with_extension
from guidegraph.importers.json_tree import Node
from guidegraph.importers.words import identifier, name_for_people, quoted
from guidegraph.model.edition import Association, Item


__all__ = ["LAST", "Links", "items_of"]

LAST: Final = 10**12
"""The sequence number of what has none: behind all others."""


def items_of(package: Node) -> tuple[dict[str, Item], dict[str, Node]]:
    """The items by their identifiers, and where each stands."""
    items: dict[str, Item] = {}
    places: dict[str, Node] = {}
    for node in package.entries("CFItems"):
        id_ = identifier(node.text("identifier") or "", node.path, f"{node.place}.identifier")
        if id_ in items:
            raise node.get("identifier").fault(
                f"{quoted(id_)} stands already at {places[id_].place}", "give it one of its own"
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
    What the associations of a package say of its items; *found* is whole once `parents` was asked.

    Args:
        package: the package.
        items: its items by their ids.
    """

    def __init__(self, package: Node, items: Mapping[str, Item]) -> None:
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
        """The parent of each item; what else an item is a child of becomes an association."""
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

    def _read(self, node: Node) -> None:
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

    def _end(self, node: Node) -> str | None:
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
