"""From the groups, controls and parts of a catalog to items in the same order."""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.importers.assemble import check_count
from guidegraph.importers.json_tree import Node
from guidegraph.importers.limits import MAX_DEPTH
from guidegraph.importers.oscal.parameters import Parameters
from guidegraph.importers.words import identifier, name_for_people, quoted, words
from guidegraph.model.edition import Association, Item
from guidegraph.model.names import slug


__all__ = ["Catalog"]

# What a control asks for; its guidance, examples and assessment are about it.
_STATEMENTS = ("statement", "overview")


class Catalog:
    """
    The items of an OSCAL catalog, and which of them are related.

    Args:
        root: the catalog.
    """

    def __init__(self, root: Node) -> None:
        self.path = root.path
        self.parameters = Parameters(root.path)
        self.items: dict[str, Item] = {}
        self.places: dict[str, str] = {}
        self._hrefs: list[tuple[str, str]] = []
        self._declare(root)
        self._children(root, None, 0)

    @property
    def associations(self) -> Iterator[Association]:
        """The links between controls of the catalog that are called related."""
        for origin, destination in self._hrefs:
            if origin in self.items and destination in self.items and origin != destination:
                yield Association(origin=origin, type="related", destination=destination)

    def _declare(self, root: Node) -> None:
        """Take in all parameters first: a text may insert one that is declared further down."""
        waiting = [(root, 0)]
        while waiting:
            owner, depth = waiting.pop()
            self._check_depth(owner, depth)
            self.parameters.declare(owner)
            below = (*owner.entries("groups"), *owner.entries("controls"))
            waiting += ((node, depth + 1) for node in reversed(below))

    def _children(self, owner: Node, parent: str | None, depth: int) -> None:
        for node in owner.entries("groups"):
            id_ = node.text("id") or self._id_of_group(node)
            self._add(self._item(node, id_, parent, "Section"), node)
            self._children(node, id_, depth + 1)
        for node in owner.entries("controls"):
            item = self._item(node, node.text("id") or "", parent, "Item")
            self._add(item, node)
            self._children(node, item.id, depth + 1)
            if _withdrawn(node) and item.text is None and next(reversed(self.items)) == item.id:
                del self.items[item.id]  # nothing of it is left but a note where it went

    def _item(self, node: Node, id_: str, parent: str | None, type_: str) -> Item:
        id_ = identifier(id_, node.path, f"{node.place}.id")
        label = node.text("title")
        parts: list[str] = []
        for part in node.entries("parts"):
            if part.text("name") in _STATEMENTS:
                parts += self._prose(part, 0)
        for link in node.entries("links"):
            href = link.text("href") or ""
            if link.text("rel") == "related" and href.startswith("#"):
                self._hrefs.append((id_, href[1:]))
        return Item(
            id=id_,
            type=type_,
            notation=_notation(node),
            label=label,
            pref_label=name_for_people(label),
            text=words(" ".join(parts), node.path, node.place),
            parent=parent,
        )

    def _prose(self, part: Node, depth: int) -> Iterator[str]:
        self._check_depth(part, depth)
        if prose := part.text("prose"):
            yield self.parameters.fill(prose, f"{part.place}.prose")
        for inner in part.entries("parts"):
            yield from self._prose(inner, depth + 1)

    def _add(self, item: Item, node: Node) -> None:
        if item.id in self.places:
            raise node.fault(
                f"the id {quoted(item.id)} stands already at {self.places[item.id]}",
                "give it one of its own",
            )
        if item.label is None and item.text is None:
            raise node.fault(
                f"{quoted(item.id)} has neither title nor statement", "write its title"
            )
        self.items[item.id] = item
        self.places[item.id] = node.place
        check_count(len(self.items), self.path)

    def _id_of_group(self, node: Node) -> str:
        name = slug(node.text("title") or "") or "group"
        number = 1
        id_ = name
        while id_ in self.places:
            number += 1
            id_ = f"{name}-{number}"
        return id_

    def _check_depth(self, node: Node, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise node.fault(f"nested more than {MAX_DEPTH} deep", "flatten it")


def _notation(node: Node) -> str | None:
    """
    The label to cite a control by: the plain one, where there is one padded with zeros besides.
    """
    labels = [
        (prop.text("class") is not None, text)
        for prop in node.entries("props")
        if prop.text("name") == "label" and (text := prop.text("value"))
    ]
    return min(labels, key=lambda label: label[0])[1] if labels else None


def _withdrawn(node: Node) -> bool:
    return any(
        prop.text("name") == "status" and (prop.text("value") or "").casefold() == "withdrawn"
        for prop in node.entries("props")
    )
