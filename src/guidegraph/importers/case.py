"""
Packages of CASE (Competencies and Academic Standards Exchange): their document, items and
associations, read into the fields of an edition and stored whole as statements.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from guidegraph.graph.iri import absolute_iri
from guidegraph.importers.assemble import check_count, date_of_issue, language_tag
from guidegraph.importers.case_extension import (
    CONCEPT_WORDS,
    association_in,
    place_in,
    with_extension,
)
from guidegraph.importers.json_statements import statement_of, statements_of
from guidegraph.importers.json_tree import JsonNode
from guidegraph.importers.words import identifier, name_for_people, quoted
from guidegraph.model.edition import Association, Item, Status
from guidegraph.model.statement import Role, Statement, StatementKind


__all__ = [
    "ASSOCIATION",
    "LAST",
    "Links",
    "items_of",
    "languages_of",
    "residue_of",
    "statements_of_document",
]

LAST: Final = Decimal("Infinity")
"""The sequence number of an item without one: behind all others."""

ASSOCIATION: Final = "CFAssociation"
"""The property of an association, which is stored with its origin; it is never an attribute."""

_DOCUMENT_ROLES: Final = MappingProxyType(
    {
        "identifier": Role.IDENTIFIER,
        "uri": Role.IDENTIFIER,
        "title": Role.LABEL,
        "description": Role.NOTE,
        "notes": Role.NOTE,
        "adoptionStatus": Role.STATUS,
        "statusStartDate": Role.STATUS,
        "statusEndDate": Role.STATUS,
    }
)
_ITEM_ROLES: Final = MappingProxyType(
    {
        "identifier": Role.IDENTIFIER,
        "uri": Role.IDENTIFIER,
        "fullStatement": Role.TEXT,
        "abbreviatedStatement": Role.LABEL,
        "alternativeLabel": Role.ALT_LABEL,
        "humanCodingScheme": Role.NOTATION,
        "listEnumeration": Role.NOTATION,
        "CFItemType": Role.TYPE,
        "CFItemTypeURI": Role.TYPE,
        "notes": Role.NOTE,
        "adoptionStatus": Role.STATUS,
        "statusStartDate": Role.STATUS,
        "statusEndDate": Role.STATUS,
    }
)
# All other types of association are relations.
_ASSOCIATION_ROLES: Final = MappingProxyType(
    {
        "ischildof": Role.PARENT,
        "exactmatchof": Role.MAPPING,
        "replacedby": Role.SUCCESSOR,
    }
)
_COURSE_LINKS: Final = frozenset({"teaches", "assesses", "mentions"})
_ENDED: Final = frozenset({"deprecated", "retired"})
_JOINTS: Final = re.compile(r"[\s_-]+")


def statements_of_document(package: JsonNode) -> tuple[Statement, ...]:
    """What a package says of its document."""
    return statements_of(package.get("CFDocument"), _DOCUMENT_ROLES)


def items_of(package: JsonNode) -> tuple[dict[str, Item], dict[str, JsonNode]]:
    """The items by their identifiers, and the place of each."""
    items: dict[str, Item] = {}
    places: dict[str, JsonNode] = {}
    today = _day_of_change(package)
    uris = Counter(node.field("uri") for node in package.entries("CFItems"))
    for node in package.entries("CFItems"):
        id_ = identifier(node.text("identifier") or "", node.path, f"{node.place}.identifier")
        if id_ in items:
            raise node.get("identifier").fault(
                f"{quoted(id_)} is already at {places[id_].place}", "give it another one"
            )
        text, label = node.field("fullStatement"), node.field("abbreviatedStatement")
        if text is None and label is None:
            raise node.get("fullStatement").fault("missing or empty", "write the statement")
        other, uri = node.field("alternativeLabel"), node.field("uri")
        item = Item(
            id=id_,
            type=node.field("CFItemType") or _title_of_type(node) or "Item",
            notation=node.field("humanCodingScheme"),
            label=label,
            pref_label=name_for_people(label),
            alt_labels=() if other is None or other == label else (other,),
            text=text,
            iri=absolute_iri(uri) if uris[uri] == 1 else None,
            status=_status(node, today),
            statements=statements_of(node, _ITEM_ROLES),
        )
        items[id_] = with_extension(item, node)
        places[id_] = node
        check_count(len(items), node.path)
    for node in _terms(package):
        id_ = identifier(node.text("identifier") or "", node.path, f"{node.place}.identifier")
        if id_ not in items:
            items[id_] = _term(node, id_)
            places[id_] = node
            check_count(len(items), node.path)
    if not items:
        raise package.get("CFItems").fault("no items", "give a package that holds its items")
    return items, places


def _terms(package: JsonNode) -> Iterator[JsonNode]:
    """The concepts that are terms of a glossary of ours."""
    definitions = package.get("CFDefinitions")
    if not isinstance(definitions.value, dict):
        return
    concepts = definitions.get("CFConcepts")
    for node in definitions.entries("CFConcepts") if isinstance(concepts.value, list) else ():
        if isinstance(node.value, dict) and place_in(node) is not None:
            yield node


def _term(node: JsonNode, id_: str) -> Item:
    label = node.field("title")
    names = (name.strip() for name in (node.field("keywords") or "").split("|"))
    item = Item(
        id=id_,
        type="GlossaryTerm",
        label=label,
        pref_label=name_for_people(label),
        alt_labels=tuple(name for name in names if name),
        text=node.field("description"),
        iri=absolute_iri(node.field("uri")),
    )
    return with_extension(item, node, CONCEPT_WORDS)


def languages_of(package: JsonNode) -> tuple[str, ...]:
    """The languages of the items, the most frequent first; an item without has the document's."""
    usual = language_tag(package.get("CFDocument").field("language"))
    found = Counter(
        language_tag(node.field("language")) or usual for node in package.entries("CFItems")
    )
    return tuple(tag for tag, _ in found.most_common() if tag is not None)


def residue_of(root: JsonNode, package: JsonNode, links: Links) -> tuple[Statement, ...]:
    """
    What a package says of other things: definitions, rubrics, associations between other items.

    Keys around a `CFPackage` stay outside it.
    """
    read = {"CFItems"}
    if package.get("CFDocument").object():
        read.add("CFDocument")
    if next(package.entries("CFAssociations"), None) is not None:
        read.add("CFAssociations")
    found = (*links.residue, *statements_of(package, without=read))
    if root is package:
        return found
    inside = Statement(property="CFPackage", kind=StatementKind.NODE, about=found)
    return inside, *statements_of(root, without=("CFPackage",))


class Links:
    """
    What the associations of a package state; *found* is complete after a call of `parents`.

    Attributes:
        sequence: the sequence numbers of the items.
        found: the associations of the edition.
        statements: the associations by the items that they begin at, as statements.
        residue: the other associations.
        successors: what replaces an item: items of the package, or URIs.

    Args:
        package: the package.
        items: its items by their ids.
    """

    def __init__(self, package: JsonNode, items: Mapping[str, Item]) -> None:
        self.items = items
        self.sequence: dict[str, Decimal] = {}
        self.found: list[Association] = []
        self.statements: dict[str, list[Statement]] = {}
        self.residue: list[Statement] = []
        self.successors: dict[str, dict[tuple[str | None, str | None], None]] = {}
        self._terms = {
            id_: place
            for node in _terms(package)
            if (id_ := node.text("identifier")) is not None
            and id_ in items
            and (place := place_in(node)) is not None
        }
        self._uris = {
            uri: id_
            for node in package.entries("CFItems")
            if (uri := node.field("uri")) and (id_ := node.text("identifier"))
        }
        self._above: dict[str, list[tuple[Decimal, str | None]]] = {}
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
        for term, (over, place) in self._terms.items():
            if not self._above.get(term):
                parents[term] = over if over in self.items and over != term else None
                self.sequence[term] = Decimal(place)
        return parents

    def _read(self, node: JsonNode) -> None:
        if not isinstance(node.value, dict):
            node.note("not an association", "it is stored, and not read as one")
            self.residue.append(statement_of(node, ASSOCIATION, Role.RELATION))
            return
        type_ = _JOINTS.sub("", node.field("associationType") or "").casefold()
        role = _ASSOCIATION_ROLES.get(type_, Role.RELATION)
        origin = self._end(node.get("originNodeURI"))
        destination = self._end(node.get("destinationNodeURI"))
        these = self.residue if origin is None else self.statements.setdefault(origin, [])
        these.append(statement_of(node, ASSOCIATION, role))
        if origin is not None and role is Role.PARENT:
            number = node.rank("sequenceNumber")
            place = (LAST if number is None else number, destination)
            self._above.setdefault(origin, []).append(place)
        elif (ours := association_in(node, origin, destination)) is not None:
            self.found.append(ours)
        elif origin is not None and destination not in (None, origin):
            kind = _course_link(node.field("associationType") or "")
            self.found.append(Association(origin=origin, type=kind, destination=destination))
        if origin is not None and role is Role.SUCCESSOR and destination != origin:
            uri = next(_names_of(node.get("destinationNodeURI"), "uri"), None)
            self.successors.setdefault(origin, {})[destination, absolute_iri(uri)] = None

    def _end(self, node: JsonNode) -> str | None:
        """The item of this package at one end of an association, or nothing."""
        for name in _names_of(node, "identifier", "uri"):
            if name in self.items:
                return name
            if name in self._uris:
                return self._uris[name]
        return None


def _course_link(type_: str) -> str:
    """What a link of a course is, by an extension of the types: `ext:teaches`."""
    name = type_.strip().removeprefix("ext:")
    return name if name != type_ and name in _COURSE_LINKS else "related"


def _names_of(node: JsonNode, *keys: str) -> Iterator[str]:
    """What names an end of an association: an object, or a URI as in version 1.0."""
    if isinstance(node.value, dict):
        for key in keys:
            if name := node.field(key):
                yield name
    elif isinstance(node.value, bool | list):
        node.note("not the name of an item", "it is stored, and not read as one")
    elif whole := node.words():
        yield whole
        yield whole.rsplit("/", 1)[-1]


def _title_of_type(node: JsonNode) -> str | None:
    type_ = node.get("CFItemTypeURI")
    return type_.field("title") if isinstance(type_.value, dict) else None


def _day_of_change(package: JsonNode) -> str | None:
    """The day of which a package states what is in force: that of its document's last change."""
    return date_of_issue(package.get("CFDocument").field("lastChangeDateTime"))


def _status(node: JsonNode, today: str | None) -> Status | None:
    if (node.field("adoptionStatus") or "").casefold() in _ENDED:
        return Status.DEPRECATED
    end = date_of_issue(node.field("statusEndDate"))
    return Status.DEPRECATED if end and today and end <= today else None
