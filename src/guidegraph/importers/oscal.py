"""
Catalogs of OSCAL (Open Security Controls Assessment Language): items from groups, controls and
parts in the same order, with the parameters written into the prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidegraph.importers.assemble import check_count
from guidegraph.importers.json_tree import JsonNode
from guidegraph.importers.limits import MAX_DEPTH, MAX_TABLE, MAX_TEXT
from guidegraph.importers.words import identifier, name_for_people, quoted, words
from guidegraph.model.edition import Association, Item
from guidegraph.model.errors import FormatError
from guidegraph.model.names import slug


__all__ = ["Catalog", "Parameters"]

# The requirement of a control; guidance, examples and assessment are about it.
_STATEMENTS = ("statement", "overview")
# {{ insert: param, ac-1_prm_1 }}, and {{ ac-1_prm_1 }} as before version 1.0
_INSERT = re.compile(r"\{\{\s*(?:insert:\s*param\s*,\s*)?([\w.:-]+)\s*\}\}")


class Catalog:
    """
    The items of an OSCAL catalog, and which of them are related.

    Args:
        root: the catalog.
    """

    def __init__(self, root: JsonNode) -> None:
        self.path = root.path
        self.parameters = Parameters(root.path)
        self.items: dict[str, Item] = {}
        self.places: dict[str, str] = {}
        self._hrefs: list[tuple[str, str]] = []
        self._declare(root)
        self._children(root, None, 0)

    @property
    def associations(self) -> Iterator[Association]:
        """The links between controls of the catalog that it declares related."""
        for origin, destination in self._hrefs:
            if origin in self.items and destination in self.items and origin != destination:
                yield Association(origin=origin, type="related", destination=destination)

    def _declare(self, root: JsonNode) -> None:
        """Collect all parameters first: a text may insert one that is declared further down."""
        waiting = [(root, 0)]
        while waiting:
            owner, depth = waiting.pop()
            self._check_depth(owner, depth)
            self.parameters.declare(owner)
            below = (*owner.entries("groups"), *owner.entries("controls"))
            waiting += ((node, depth + 1) for node in reversed(below))

    def _children(self, owner: JsonNode, parent: str | None, depth: int) -> None:
        for node in owner.entries("groups"):
            id_ = node.text("id") or self._id_of_group(node)
            self._add(self._item(node, id_, parent, "Section"), node)
            self._children(node, id_, depth + 1)
        for node in owner.entries("controls"):
            item = self._item(node, node.text("id") or "", parent, "Item")
            self._add(item, node)
            self._children(node, item.id, depth + 1)
            if _withdrawn(node) and item.text is None and next(reversed(self.items)) == item.id:
                del self.items[item.id]  # only a note about its new place is left

    def _item(self, node: JsonNode, id_: str, parent: str | None, type_: str) -> Item:
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

    def _prose(self, part: JsonNode, depth: int) -> Iterator[str]:
        self._check_depth(part, depth)
        if prose := part.text("prose"):
            yield self.parameters.fill(prose, f"{part.place}.prose")
        for inner in part.entries("parts"):
            yield from self._prose(inner, depth + 1)

    def _add(self, item: Item, node: JsonNode) -> None:
        if item.id in self.places:
            raise node.fault(
                f"the id {quoted(item.id)} is already at {self.places[item.id]}",
                "give it another one",
            )
        if item.label is None and item.text is None:
            raise node.fault(
                f"{quoted(item.id)} has neither title nor statement", "write its title"
            )
        self.items[item.id] = item
        self.places[item.id] = node.place
        check_count(len(self.items), self.path)

    def _id_of_group(self, node: JsonNode) -> str:
        name = slug(node.text("title") or "") or "group"
        number = 1
        id_ = name
        while id_ in self.places:
            number += 1
            id_ = f"{name}-{number}"
        return id_

    def _check_depth(self, node: JsonNode, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise node.fault(f"nested more than {MAX_DEPTH} deep", "flatten it")


def _notation(node: JsonNode) -> str | None:
    """The label to cite a control by: the plain one, not the one padded with zeros."""
    labels = [
        (prop.text("class") is not None, text)
        for prop in node.entries("props")
        if prop.text("name") == "label" and (text := prop.text("value"))
    ]
    return min(labels, key=lambda label: label[0])[1] if labels else None


def _withdrawn(node: JsonNode) -> bool:
    return any(
        prop.text("name") == "status" and (prop.text("value") or "").casefold() == "withdrawn"
        for prop in node.entries("props")
    )


class Parameters:
    """The parameters of a catalog by their ids."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._nodes: dict[str, JsonNode] = {}
        self._shown: dict[str, str] = {}
        self._size = 0  # of all that was filled in

    def declare(self, owner: JsonNode) -> None:
        """Collect the parameters that a catalog, group or control declares."""
        for node in owner.entries("params"):
            if id_ := node.text("id"):
                self._nodes.setdefault(id_, node)

    def fill(self, prose: str, place: str) -> str:
        """A text with its parameters as `[label]` or `[Selection: one; other]`."""
        return self._fill(prose, place, ())

    def _fill(self, prose: str, place: str, within: tuple[str, ...]) -> str:
        parts: list[str] = []
        length = done = 0
        for found in _INSERT.finditer(prose):
            parts += (prose[done : found.start()], self._bracket(found[1], place, within))
            length += len(parts[-1]) + len(parts[-2])
            done = found.end()
            if length > MAX_TEXT or length + self._size > MAX_TABLE:
                raise self._fault(
                    place,
                    f"parameters that make a text of more than {MAX_TEXT} characters, "
                    f"or {MAX_TABLE} in all",
                )
        self._size += length
        return "".join((*parts, prose[done:]))

    def _bracket(self, id_: str, place: str, within: tuple[str, ...]) -> str:
        if id_ in within:
            raise self._fault(place, f"the parameter {id_!r} inserts itself")
        if len(within) > MAX_DEPTH:
            raise self._fault(place, f"more than {MAX_DEPTH} parameters inside one another")
        if id_ not in self._shown:
            self._shown[id_] = f"[{self._words(id_, (*within, id_))}]"
        return self._shown[id_]

    def _words(self, id_: str, within: tuple[str, ...]) -> str:
        node = self._nodes.get(id_)
        if node is None:
            return id_
        choices = list(self._choices(node, within))
        if choices:
            many = node.get("select").text("how-many") == "one-or-more"
            return f"Selection{' (one or more)' if many else ''}: {'; '.join(choices)}"
        values = [text for value in node.entries("values") if (text := value.words())]
        label = node.text("label")
        if label is not None:
            return self._fill(label, node.place, within)
        return ", ".join(values) or id_

    def _choices(self, node: JsonNode, within: tuple[str, ...]) -> Iterator[str]:
        for choice in node.get("select").entries("choice"):
            if text := choice.words():
                yield self._fill(text, choice.place, within)

    def _fault(self, place: str, problem: str) -> FormatError:
        return FormatError(self.path, place, problem, "correct what the parameters insert")
