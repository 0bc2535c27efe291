"""All that a source says of an item or edition, as its page lists it: by subject and property."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from guidegraph.graph.statements import curie, literals_in
from guidegraph.graph.vocab import RDFS, SKOS, SKOSXL
from guidegraph.model.changes import Ref
from guidegraph.model.edition import Edition, Item, SourceKind
from guidegraph.model.names import visible
from guidegraph.model.statement import NULL, Role, Statement, StatementKind
from guidegraph.publish.index import SiteIndex
from guidegraph.publish.names import ItemLink, edition_line, item_link, kind_of, safe_target
from guidegraph.render.html.view import language_tag
from guidegraph.render.translation import Translation, language_name


__all__ = [
    "PROPERTY_NAMES",
    "StatementGroup",
    "StatementProperty",
    "StatementValue",
    "about_edition",
    "about_item",
    "residue_of",
    "successors_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementValue:
    """
    A value as a page prints it.

    *item* is the item that it names, *href* an address elsewhere; *language_name* and *datatype*
    are printed behind a literal; *about* is what the source says of the value, *members* what a
    list contains.
    """

    text: str = ""
    language: str | None = None
    language_name: str = ""
    datatype: str = ""
    item: ItemLink | None = None
    href: str | None = None
    about: tuple[StatementProperty, ...] = ()
    members: tuple[StatementValue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementProperty:
    """A property with its values; *full* is its IRI, if it has one."""

    name: str
    full: str
    values: tuple[StatementValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementGroup:
    """Properties about the same subject, under a heading."""

    anchor: str
    heading: str
    properties: tuple[StatementProperty, ...]


_GROUPS: Sequence[tuple[str, str, tuple[Role, ...]]] = (
    ("names", "Names", (Role.LABEL, Role.ALT_LABEL, Role.HIDDEN_LABEL)),
    ("notes", "Definitions and notes", (Role.TEXT, Role.NOTE)),
    ("hierarchy", "Broader, narrower and related", (Role.PARENT, Role.CHILD, Role.RELATION)),
    ("mappings", "Links to other vocabularies", (Role.MAPPING,)),
    ("collections", "Collections", (Role.MEMBER,)),
)
_DETAILS = ("details", "Details")

PROPERTY_NAMES: Mapping[str, str] = MappingProxyType(
    {
        SKOS.prefLabel: "Preferred label",
        SKOS.altLabel: "Alternative label",
        SKOS.hiddenLabel: "Hidden label",
        f"{SKOSXL.NAMESPACE}prefLabel": "Preferred label",
        f"{SKOSXL.NAMESPACE}altLabel": "Alternative label",
        f"{SKOSXL.NAMESPACE}hiddenLabel": "Hidden label",
        SKOS.member: "Members",
        SKOS.memberList: "Members in order",
        SKOS.inScheme: "In the scheme",
        SKOS.hasTopConcept: "Top concepts",
        SKOS.topConceptOf: "Top concept of",
        RDFS.isDefinedBy: "Defined by",
        RDFS.seeAlso: "See also",
    }
)
"""What pages call properties whose own names are not words."""

_LOCAL = re.compile(r"[^/#:]+")
_CAMEL = re.compile(r"[a-z]+(?:[A-Z][a-z]+)*")


def about_item(index: SiteIndex, edition: Edition, item: Item) -> tuple[StatementGroup, ...]:
    """
    All statements about an item; in a vocabulary also the items above, below and beside it, and
    the collections that it is a member of.
    """
    ref = Ref(edition=edition.id, id=item.id)
    printer = _Printer(index, edition)
    found: list[StatementGroup] = []
    used: set[Role] = set()
    for anchor, heading, roles in _GROUPS:
        used.update(roles)
        properties = printer.properties(item.said(*roles), roles)
        if anchor == "hierarchy" and edition.source_kind is SourceKind.RDF:
            properties = printer.with_links(properties, _neighbours(index, edition, item))
        elif anchor == "collections":
            collections = index.collections.get(ref, ())
            properties = printer.with_links(properties, [("Member of", "", collections)])
        if properties:
            found.append(printer.group(anchor, heading, properties))
    rest = printer.properties([each for each in item.statements if each.role not in used], Role)
    if rest:
        found.append(printer.group(*_DETAILS, rest))
    return tuple(found)


def about_edition(index: SiteIndex, edition: Edition) -> tuple[StatementProperty, ...]:
    """All statements about an edition itself."""
    return _Printer(index, edition).properties(edition.statements, Role)


def successors_of(index: SiteIndex, edition: Edition, item: Item) -> tuple[StatementValue, ...]:
    """What its source says to use instead of an item."""
    printer = _Printer(index, edition)
    return tuple(map(printer.value, item.said(Role.SUCCESSOR)))


def residue_of(index: SiteIndex, edition: Edition) -> tuple[StatementValue, ...]:
    """What the source of an edition says of other resources, each with all that is said of it."""
    printer = _Printer(index, edition)
    return tuple(printer.value(each) for each in edition.residue)


def _neighbours(
    index: SiteIndex, edition: Edition, item: Item
) -> Iterator[tuple[str, str, tuple[Ref, ...]]]:
    """The items above, below and beside one, whichever of both its source says it of."""

    def refs(ids: Iterable[str]) -> tuple[Ref, ...]:
        return tuple(Ref(edition=edition.id, id=id_) for id_ in dict.fromkeys(ids))

    ref = Ref(edition=edition.id, id=item.id)
    out = edition.links_from.get(item.id, ())
    into = [(type_, other) for type_, other in index.links_to.get(ref, ())]
    above = [] if item.parent is None else [item.parent]
    above += [each.destination for each in out if each.type == "broaderTransitive"]
    below = [child.id for child in edition.children.get(item.id, ())]
    below += [other.id for type_, other in into if type_ == "broaderTransitive"]
    beside = [each.destination for each in out if each.type == "related"]
    beside += [other.id for type_, other in into if type_ == "related"]
    yield "Broader", SKOS.broader, refs(above)
    yield "Narrower", SKOS.narrower, refs(below)
    yield "Related", SKOS.related, refs(beside)


class _Printer:
    """Statements of one edition as values for its pages."""

    def __init__(self, index: SiteIndex, edition: Edition) -> None:
        self.index = index
        self.edition = edition
        self.words: Translation = index.words

    def group(
        self, anchor: str, heading: str, properties: tuple[StatementProperty, ...]
    ) -> StatementGroup:
        return StatementGroup(anchor=anchor, heading=self.words(heading), properties=properties)

    def properties(
        self, statements: Iterable[Statement], roles: Iterable[Role] = Role
    ) -> tuple[StatementProperty, ...]:
        """The properties in the order of their roles, then as the source has them."""
        order = {role: number for number, role in enumerate(roles)}
        found: dict[str, list[Statement]] = {}
        for each in sorted(statements, key=lambda said: order.get(said.role, len(order))):
            found.setdefault(each.property, []).append(each)
        return tuple(
            StatementProperty(
                name=self.name(property_),
                full=property_ if _is_iri(property_) else "",
                values=tuple(map(self.value, sorted(said, key=self._first))),
            )
            for property_, said in found.items()
        )

    def with_links(
        self,
        properties: tuple[StatementProperty, ...],
        links: Iterable[tuple[str, str, tuple[Ref, ...]]],
    ) -> tuple[StatementProperty, ...]:
        """Properties with links to items that are not among their values already."""
        found = {each.name: each for each in properties}
        for name, full, refs in links:
            shown = self.words.known(name)
            known = found.get(shown)
            values = () if known is None else known.values
            listed = {value.item.url for value in values if value.item is not None}
            more = tuple(
                StatementValue(item=link)
                for ref in refs
                if (link := item_link(self.index, ref, self.edition.id)).url not in listed
            )
            if more:
                found[shown] = StatementProperty(name=shown, full=full, values=(*values, *more))
        return tuple(found.values())

    def name(self, property_: str) -> str:
        """A property in words: ours for those of well-known vocabularies, else the source's."""
        if not _is_iri(property_):
            return visible(property_)
        words = PROPERTY_NAMES.get(property_)
        if words is None:
            parts = _LOCAL.findall(property_)
            words = parts[-1] if parts else property_
            if _CAMEL.fullmatch(words):
                words = kind_of(words).capitalize()
        return visible(self.words.known(words))

    def value(self, said: Statement) -> StatementValue:
        if said.kind is StatementKind.LITERAL:
            return StatementValue(
                text=visible(said.value),
                language=language_tag(said.language or ""),
                language_name=language_name(said.language) if said.language else "",
                datatype="" if said.datatype in (None, NULL) else visible(curie(said.datatype)),
                about=self.properties(said.about),
            )
        if said.kind is StatementKind.LIST:
            return StatementValue(members=tuple(map(self.value, said.about)))
        about = self.properties(said.about)
        if not said.value or said.kind is StatementKind.NODE:
            literal = next(literals_in(said), None)
            return StatementValue(
                text="" if literal is None else visible(literal.value),
                language=language_tag(literal.language or "") if literal else None,
                language_name=language_name(literal.language)
                if literal and literal.language
                else "",
                about=about,
            )
        return self._resource(said.value, about)

    def _resource(self, iri: str, about: tuple[StatementProperty, ...]) -> StatementValue:
        ref = self.index.ref(iri, self.edition.id)
        if ref is not None:
            link = item_link(self.index, ref, self.edition.id)
            return StatementValue(item=link, text=iri, about=about)
        whole = self._edition(iri)
        if whole is not None:
            return StatementValue(item=whole, text=iri, about=about)
        return StatementValue(text=visible(curie(iri)), href=safe_target(iri), about=about)

    def _edition(self, iri: str) -> ItemLink | None:
        """The edition with an IRI: this one, or another of the library."""
        for edition in (self.edition, *self.index.content.editions):
            if iri in (edition.iri, edition.address):
                line = edition_line(self.index, self.index.editions[edition.id])
                return ItemLink(
                    notation="",
                    name=line.title,
                    kind=line.kind,
                    url=line.url,
                    language=line.language,
                )
        return None

    def _first(self, said: Statement) -> tuple[object, ...]:
        """Values in the language of the page come first, then by the names of languages."""
        tag = (said.language or "").lower()
        own = self.edition.language.lower()
        if not tag:
            return (1, "")
        return (0 if tag == own or tag.startswith(f"{own}-") else 2, tag)


def _is_iri(property_: str) -> bool:
    return "://" in property_ or property_.startswith("urn:")
