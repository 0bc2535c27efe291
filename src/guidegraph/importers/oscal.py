"""
Catalogs of OSCAL (Open Security Controls Assessment Language): items from groups, controls and
parts in the same order, with the parameters written into the prose, and all that the catalog says
as statements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from guidegraph.graph.iri import absolute_iri
from guidegraph.importers.assemble import check_count
from guidegraph.importers.json_statements import statement_of, statements_of
from guidegraph.importers.json_tree import JsonNode
from guidegraph.importers.limits import MAX_DEPTH, MAX_TABLE, MAX_TEXT
from guidegraph.importers.words import identifier, name_for_people, quoted, words
from guidegraph.model.edition import Association, Item, Status
from guidegraph.model.errors import FormatError
from guidegraph.model.names import slug
from guidegraph.model.statement import Role, Statement


__all__ = ["Catalog", "Parameters"]

# The requirement of a control; guidance, examples and assessment are about it.
_STATEMENTS = ("statement", "overview")
# Lists whose entries are statements of their own, and the key of the name of each.
_NAMED: Final = MappingProxyType({"parts": "name", "props": "name", "links": "rel"})
_LISTED: Final = MappingProxyType({"params": "param", "resources": "resource"})
_OBJECTS: Final = ("metadata", "back-matter")
_ROLES: Final = MappingProxyType(
    {
        "id": Role.IDENTIFIER,
        "uuid": Role.IDENTIFIER,
        "title": Role.LABEL,
        "class": Role.TYPE,
        "remarks": Role.NOTE,
    }
)
_LINK_ROLES: Final = MappingProxyType(
    {
        "related": Role.RELATION,
        "incorporated-into": Role.SUCCESSOR,
        "moved-to": Role.SUCCESSOR,
    }
)
_PROP_ROLES: Final = MappingProxyType(
    {"label": Role.NOTATION, "status": Role.STATUS, "sort-id": Role.POSITION}
)
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
        self.root = root
        self.parameters = Parameters(root.path)
        self.items: dict[str, Item] = {}
        self.places: dict[str, str] = {}
        self._hrefs: list[tuple[str, str, Role]] = []
        self._owners: dict[str, str] = {}  # the items that parts with an id belong to
        self._declare(root)
        self._children(root, None, 0)

    @property
    def associations(self) -> Iterator[Association]:
        """The links between controls of the catalog that it declares related."""
        for origin, href, role in self._hrefs:
            destination = href.removeprefix("#")
            if role is Role.RELATION and destination in self.items and origin != destination:
                yield Association(origin=origin, type="related", destination=destination)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """What the catalog says of itself: its metadata, then what is beside them."""
        beside = statements_about(self.root, without=("groups", "controls"), objects=_OBJECTS)
        return *statements_about(self.root.get("metadata")), *beside

    def residue(self, whole: JsonNode) -> tuple[Statement, ...]:
        """What the file says of other things: resources, and what is outside the catalog."""
        resources = statements_about(self.root.get("back-matter"))
        return *resources, *statements_of(whole, without=("catalog",))

    def successors(self, iris: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
        """The IRIs of what a withdrawn control became, given those of the items."""
        found: dict[str, dict[str, None]] = {}
        for origin, href, role in self._hrefs:
            name = href.removeprefix("#")
            owner = self._owners.get(name, name)
            iri = iris.get(owner) if href.startswith("#") else absolute_iri(href)
            if role is Role.SUCCESSOR and iri is not None and owner != origin:
                found.setdefault(origin, {})[iri] = None
        return {origin: tuple(these) for origin, these in found.items()}

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
            id_ = node.field("id") or self._id_of_group(node)
            self._add(self._item(node, id_, parent, "Section"), node)
            self._children(node, id_, depth + 1)
        for node in owner.entries("controls"):
            item = self._item(node, node.text("id") or "", parent, "Item")
            self._add(item, node)
            self._children(node, item.id, depth + 1)

    def _item(self, node: JsonNode, id_: str, parent: str | None, type_: str) -> Item:
        id_ = identifier(id_, node.path, f"{node.place}.id")
        label = node.field("title")
        parts: list[str] = []
        for part in node.entries("parts"):
            if part.field("name") in _STATEMENTS:
                parts += self._prose(part, 0)
            self._own_parts(part, id_)
        for link in node.entries("links"):
            role = _LINK_ROLES.get(link.field("rel") or "")
            href = link.field("href")
            if role is not None and href is not None:
                self._hrefs.append((id_, href, role))
        return Item(
            id=id_,
            type=type_,
            notation=_notation(node),
            label=label,
            pref_label=name_for_people(label),
            text=words(" ".join(parts), node.path, node.place),
            parent=parent,
            status=Status.WITHDRAWN if _withdrawn(node) else None,
            statements=statements_about(node, without=("groups", "controls")),
        )

    def _own_parts(self, part: JsonNode, owner: str) -> None:
        waiting = [(part, 0)]
        while waiting:
            node, depth = waiting.pop()
            self._check_depth(node, depth)
            if id_ := node.field("id"):
                self._owners.setdefault(id_, owner)
            waiting += ((inner, depth + 1) for inner in node.entries("parts"))

    def _prose(self, part: JsonNode, depth: int) -> Iterator[str]:
        self._check_depth(part, depth)
        if prose := part.field("prose"):
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
        name = slug(node.field("title") or "") or "group"
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
        (prop.field("class") is not None, text)
        for prop in node.entries("props")
        if prop.field("name") == "label" and (text := prop.field("value"))
    ]
    return min(labels, key=lambda label: label[0])[1] if labels else None


def _withdrawn(node: JsonNode) -> bool:
    return any(
        prop.field("name") == "status" and (prop.field("value") or "").casefold() == "withdrawn"
        for prop in node.entries("props")
    )


def statements_about(
    node: JsonNode, *, without: tuple[str, ...] = (), objects: tuple[str, ...] = ()
) -> tuple[Statement, ...]:
    """
    What a catalog says of a group, of a control or of itself, but for some lists and objects.

    A part, a property and a link are each a statement with the name that they have there.
    """
    found: list[Statement] = []
    for key, value in node.object().items():
        inner = node.get(key)
        if (key in without and isinstance(value, list)) or (
            key in objects and isinstance(value, dict)
        ):
            continue
        if (key in _NAMED or key in _LISTED) and isinstance(value, list) and value:
            found += (_entry(entry, key) for entry in node.entries(key))
        else:
            found.append(statement_of(inner, key, _ROLES.get(key, Role.ATTRIBUTE)))
    return tuple(found)


def _entry(entry: JsonNode, key: str) -> Statement:
    """A member of a list of parts, properties, links or parameters."""
    name = entry.field(_NAMED[key]) if key in _NAMED and isinstance(entry.value, dict) else None
    role = Role.ATTRIBUTE
    if key == "parts":
        role = Role.TEXT if name in _STATEMENTS else Role.NOTE
    elif key == "props":
        role = _PROP_ROLES.get(name or "", role)
    elif key == "links":
        role = _LINK_ROLES.get(name or "", role)
    return statement_of(entry, name or _LISTED.get(key, key), role)


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
            if id_ := node.field("id"):
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
        label = node.field("label")
        if label is not None:
            return self._fill(label, node.place, within)
        return ", ".join(values) or id_

    def _choices(self, node: JsonNode, within: tuple[str, ...]) -> Iterator[str]:
        for choice in node.get("select").entries("choice"):
            if text := choice.words():
                yield self._fill(text, choice.place, within)

    def _fault(self, place: str, problem: str) -> FormatError:
        return FormatError(self.path, place, problem, "correct what the parameters insert")
