"""
A package of CASE 1.0 or 1.1 (Competencies and Academic Standards Exchange).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from guidegraph.importers.assemble import assembled, check_count, language_tag
from guidegraph.importers.importer import Document, importer
from guidegraph.importers.json_tree import Node, top_level_keys, tree_from_json
from guidegraph.importers.tree import cycles, in_document_order
from guidegraph.importers.words import identifier, name_for_people, quoted
from guidegraph.model.edition import Association, Edition, Item


__all__ = ["read"]

_LAST = 10**12
_KEYS = frozenset({"CFPackage", "CFDocument", "CFItems", "CFAssociations"})


def _recognises(body: bytes) -> bool:
    return any(key in _KEYS for key in top_level_keys(body))


@importer(suffixes=(".json",), media_type="application/vnd.ims.case+json", recognises=_recognises)
def read(document: Document) -> Edition:
    """
    The edition that a package holds: its items, in the order of their `isChildOf` associations.
    """
    root = tree_from_json(document.body, document.path)
    package = root.get("CFPackage") if "CFPackage" in root else root
    about = package.get("CFDocument")
    items, places = _items(package)
    links = _Links(package, items, {about.text("identifier") or "", about.text("uri") or ""})
    parents = links.parents()
    for cycle in cycles(parents):
        ring = " below ".join(quoted(id_) for id_ in (*cycle[:5], cycle[0]))
        raise places[cycle[0]].fault(
            f"a circle of {len(cycle)} isChildOf associations: {ring}", "remove one of them"
        )
    ordered = sorted(items, key=lambda id_: links.sequence.get(id_, _LAST))
    return assembled(
        document,
        title=about.text("title"),
        language=language_tag(about.text("language")),
        publisher=about.text("publisher") or about.text("creator"),
        items=in_document_order(replace(items[id_], parent=parents[id_]) for id_ in ordered),
        associations=links.found,
    )


def _items(package: Node) -> tuple[dict[str, Item], dict[str, Node]]:
    """
    The items by their identifiers, and where each stands.
    """
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
        items[id_] = Item(
            id=id_,
            type=node.text("CFItemType") or "Item",
            notation=node.text("humanCodingScheme"),
            label=label,
            pref_label=name_for_people(label),
            alt_labels=() if other is None or other == label else (other,),
            text=text,
        )
        places[id_] = node
        check_count(len(items), node.path)
    if not items:
        raise package.get("CFItems").fault("no items", "give a package that holds its items")
    return items, places


class _Links:
    """
    What the associations of a package say of its items.
    """

    def __init__(self, package: Node, items: Mapping[str, Item], documents: set[str]) -> None:
        self.items = items
        self.documents = documents
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
        """
        The parent of each item; what else an item is a child of becomes an association.
        """
        parents: dict[str, str | None] = {}
        for id_ in self.items:
            above = self._above.get(id_, [])
            known = [place for place in above if place[1] is not None] or above
            number, parents[id_] = known[0] if known else (_LAST, None)
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
            place = (_LAST if number is None else number, destination)
            self._above.setdefault(origin, []).append(place)
        elif destination is not None and destination != origin:
            self.found.append(Association(origin=origin, type="related", destination=destination))

    def _end(self, node: Node) -> str | None:
        """
        The item of this package at one end of an association, or nothing.
        """
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
