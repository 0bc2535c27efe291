"""One issue of a guideline, as values: editions, their items, and how items are linked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from guidegraph.model.excerpt import first_words
from guidegraph.model.findings import Place
from guidegraph.model.names import iri_path
from guidegraph.model.reading import Reading
from guidegraph.model.records import Tabular
from guidegraph.model.source import Source, Span
from guidegraph.model.statement import Role, Statement


__all__ = [
    "Association",
    "Edition",
    "Excerpt",
    "Item",
    "Link",
    "Note",
    "Provenance",
    "SourceKind",
    "Status",
]


class SourceKind(StrEnum):
    """The kind of file that an edition was read from, where its statements are kept."""

    RDF = "rdf"
    TABLE = "table"
    CASE = "case"
    OSCAL = "oscal"
    CTDL = "ctdl"


class Status(StrEnum):
    """Whether an item may still be used."""

    DEPRECATED = "deprecated"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """
    A footnote (`gg:Footnote`): the place of its mark in an item, and its text.

    *anchor* names the field of the item that carries the mark ("label" or "text"),
    *offset* is the number of characters of that field before it.
    """

    mark: str
    text: str
    anchor: str = "text"
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A hyperlink in an item's text (`gg:Hyperlink`): its words, and its target."""

    words: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """
    One addressable statement (`skos:Concept`).

    Attributes:
        id: its name within the edition, such as `value/7/practice/4`.
        type: the local name of its class, such as `PracticeStatement`, or `Item`.
        notation: its number in this edition (`skos:notation`), such as `7.4`.
        marker: the number as the document prints it, with unusual punctuation, such as `12,`.
        label: its name in the case the document prints (`gg:printedLabel`).
        pref_label: its name for people, in sentence case (`skos:prefLabel`).
        alt_labels: its other names (`skos:altLabel`).
        text: the official wording without footnote marks (`skos:definition`).
        parent: the id of the item it belongs to (`skos:broader`).
        position: its place among its parent's children of its own type, from 1.
        lineage: the IRI of its lineage through all editions (`dcterms:isVersionOf`).
        replaced_by: the IRIs of the items of later editions that replaced it
            (`dcterms:isReplacedBy`), one or, if it was split, several in each.
        iri: the IRI that its source gives it.
        status: whether its source withdraws it.
        statements: all that its source says of it, in order, where the source is data.
            The fields above are what is read of them in the edition's language.
    """

    id: str
    type: str = "Item"
    notation: str | None = None
    marker: str | None = None
    label: str | None = None
    pref_label: str | None = None
    alt_labels: tuple[str, ...] = ()
    text: str | None = None
    parent: str | None = None
    position: int = 1
    notes: tuple[Note, ...] = ()
    links: tuple[Link, ...] = ()
    lineage: str | None = None
    replaced_by: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    iri: str | None = None
    status: Status | None = None
    statements: tuple[Statement, ...] = ()

    def said(self, *roles: Role) -> tuple[Statement, ...]:
        """The statements that were taken for one of *roles*, in order."""
        return tuple(each for each in self.statements if each.role in roles)

    @property
    def attributes(self) -> tuple[Statement, ...]:
        """The statements under names of the source's own."""
        return self.said(Role.ATTRIBUTE)

    @property
    def name(self) -> str:
        """The item in a sentence: its label, else the start of its text, else its id."""
        if self.pref_label or self.label:
            return self.pref_label or self.label or ""
        return first_words(self.text or "", 8) or self.id


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Association:
    """
    A typed link between items (`gg:demonstrates`, `gg:promotes`, `gg:usesTerm`, `skos:related` …).

    *edition* is the edition of the destination, if it is another one.
    """

    origin: str
    type: str
    destination: str
    edition: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """
    Origin, publisher and rights of an edition (`dcterms:`, `prov:`).

    *revision_of* and *derived_from* are edition ids of the same library.
    """

    publisher: str | None = None
    rights: str | None = None
    revision_of: tuple[str, ...] = ()
    derived_from: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)  # no slots: the look-ups below are cached on the instance
class Edition:
    """
    One issue of a guideline (`gg:Edition`, a `skos:ConceptScheme`).

    Items are in document order; a parent comes before its children.
    *issued* is a date as the document states it (`2013`, `2013-07-08`), if it does.
    *type* is the local name of its class: `Edition`, or `Course`.
    *title_printed* is false if the document prints no title, and this one is ours.
    *furniture* is what the source prints outside items: page footers, table heads, bullets.
    *places* has the places of the items in their file, by id; two editions that differ only in that
    are equal.

    Where the source is data, *statements* is what it says of the edition itself, *residue* what it
    says of other resources: each is a statement without a property about a resource, with all that
    is said of it. *ordered* is false if the source has no order, as in RDF. *identified*: its ids
    are identifiers that the source gives, not places or numbers. *languages* are those of its
    labels and texts, the most frequent first. *iri* is the IRI that its source gives it, if any;
    *version_iri* is then that of this edition in its library (`owl:versionIRI`). *base* is the IRI
    that relative IRIs of the source were resolved against, if it has any.

    Where the source is a document with a layout, *reading* says how that was understood; like
    *places*, it makes no difference between editions.
    """

    id: str
    iri: str
    title: str
    type: str = "Edition"
    title_printed: bool = True
    issued: str | None = None
    language: str = "en"
    version_of: str | None = None
    provenance: Provenance = field(default_factory=Provenance)
    items: tuple[Item, ...] = ()
    associations: tuple[Association, ...] = ()
    source: Source | None = None
    title_spans: tuple[Span, ...] = ()
    furniture: tuple[Span, ...] = ()
    source_kind: SourceKind | None = None
    version_iri: str | None = None
    base: str | None = None
    ordered: bool = True
    identified: bool = False
    languages: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()
    residue: tuple[Statement, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)
    reading: Reading | None = field(default=None, compare=False, repr=False)

    @cached_property
    def by_id(self) -> Mapping[str, Item]:
        """The items by their ids."""
        return MappingProxyType({item.id: item for item in self.items})

    @cached_property
    def children(self) -> Mapping[str | None, tuple[Item, ...]]:
        """The children of each item in document order; under `None`, the items without a parent."""
        found: dict[str | None, list[Item]] = {}
        for item in self.items:
            found.setdefault(item.parent, []).append(item)
        return MappingProxyType({parent: tuple(these) for parent, these in found.items()})

    @cached_property
    def alike(self) -> Mapping[str, tuple[int, int]]:
        """
        The place of each item, from 1, among the children of its parent that are called the same,
        and how many these are; all bullets are called the same.
        """
        groups: dict[tuple[str | None, str, str], list[str]] = {}
        for item in self.items:
            mark = " ".join((item.notation or item.marker or "").split()).strip(" ().")
            is_sign = bool(mark) and not any(sign.isalnum() for sign in mark)
            label = "" if is_sign else item.pref_label or item.label or ""
            groups.setdefault((item.parent, "•" if is_sign else mark, label), []).append(item.id)
        return MappingProxyType(
            {
                id_: (place, len(these))
                for these in groups.values()
                for place, id_ in enumerate(these, start=1)
            }
        )

    @cached_property
    def links_from(self) -> Mapping[str, tuple[Association, ...]]:
        """The associations of each item, by their origin."""
        found: dict[str, list[Association]] = {}
        for association in self.associations:
            found.setdefault(association.origin, []).append(association)
        return MappingProxyType({origin: tuple(these) for origin, these in found.items()})

    @cached_property
    def terms(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the glossary terms that each item uses (`gg:usesTerm`)."""
        return MappingProxyType(
            {
                origin: tuple(
                    link.destination
                    for link in links
                    if link.type == "usesTerm" and link.edition is None
                )
                for origin, links in self.links_from.items()
            }
        )

    @cached_property
    def by_iri(self) -> Mapping[str, str]:
        """The ids of the items by their IRIs."""
        return MappingProxyType({self.iri_of(item.id): item.id for item in self.items})

    @cached_property
    def collections_of(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the collections that each resource is a member of, by its IRI."""
        found: dict[str, list[str]] = {}
        for item in self.items:
            members = (member for each in item.said(Role.MEMBER) for member in (each, *each.about))
            for iri in dict.fromkeys(each.value for each in members if each.value):
                found.setdefault(iri, []).append(item.id)
        return MappingProxyType({iri: tuple(ids) for iri, ids in found.items()})

    def found(self, name: str) -> str:
        """The id of the item that a reader names by its id, its IRI, or a number of its own."""
        if name in self.by_id:
            return name
        if name in self.by_iri:
            return self.by_iri[name]
        numbered = [item.id for item in self.items if item.notation == name]
        return numbered[0] if len(numbered) == 1 else name

    @property
    def address(self) -> str:
        """The IRI of this very edition: that in a library, else its own."""
        return self.version_iri or self.iri

    def iri_of(self, item_id: str) -> str:
        """The IRI of an item: the one its source gives it, else its address."""
        item = self.by_id.get(item_id)
        return item.iri if item is not None and item.iri else self.address_of(item_id)

    def address_of(self, item_id: str) -> str:
        """The IRI of an item in this very edition: the edition's address and the item's id."""
        return f"{self.address}/{iri_path(item_id)}"

    def ancestors(self, item: Item) -> Iterator[Item]:
        """The item's parent, its parent's parent, and so on to the top."""
        while item.parent is not None:
            item = self.by_id[item.parent]
            yield item


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt(Tabular):
    """Some items of an edition: all of them, or one with the items below it."""

    edition: Edition
    items: tuple[Item, ...]

    def entries(self) -> Iterable[object]:
        """The items."""
        for item in self.items:
            yield {
                "edition": self.edition.id,
                "id": item.id,
                "iri": self.edition.iri_of(item.id),
                "type": item.type,
                "number": item.notation,
                "label": item.pref_label or item.label,
                "text": item.text,
                "parent": item.parent,
                "position": item.position,
            }
