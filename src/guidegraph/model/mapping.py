"""
Mappings between items of different editions, as SSSOM has them (https://w3id.org/sssom/).

Entities are full IRIs here; only files have prefixes.
"""

from __future__ import annotations

from collections.abc import Container
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType


__all__ = [
    "BUILT_IN_PREFIXES",
    "GROUP_COLUMN",
    "NO_TERM_FOUND",
    "Cardinality",
    "Curation",
    "ExtensionSlot",
    "Justification",
    "Mapping",
    "MappingSet",
    "Match",
]

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_SEMAPV = "https://w3id.org/semapv/vocab/"

NO_TERM_FOUND = "https://w3id.org/sssom/NoTermFound"
"""The subject or object of a mapping without counterpart."""

GROUP_COLUMN = "ext_group"
"""The extension slot that says which rows are one split, merger or regrouping."""

BUILT_IN_PREFIXES: MappingOf[str, str] = MappingProxyType(
    {
        "linkml": "https://w3id.org/linkml/",
        "owl": "http://www.w3.org/2002/07/owl#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "semapv": _SEMAPV,
        "skos": _SKOS,
        "sssom": "https://w3id.org/sssom/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)
"""The prefixes that every SSSOM file has, and that no file may change."""


class Match(StrEnum):
    """A SKOS mapping relation: how the object is related to the subject."""

    EXACT = f"{_SKOS}exactMatch"
    CLOSE = f"{_SKOS}closeMatch"
    BROAD = f"{_SKOS}broadMatch"
    NARROW = f"{_SKOS}narrowMatch"
    RELATED = f"{_SKOS}relatedMatch"
    ANY = f"{_SKOS}mappingRelation"


class Justification(StrEnum):
    """How a mapping is justified (`semapv:`)."""

    LEXICAL = f"{_SEMAPV}LexicalMatching"
    MANUAL = f"{_SEMAPV}ManualMappingCuration"
    UNSPECIFIED = f"{_SEMAPV}UnspecifiedMatching"


class Cardinality(StrEnum):
    """How many subjects are mapped to how many objects."""

    ONE_TO_ONE = "1:1"
    ONE_TO_MANY = "1:n"
    MANY_TO_ONE = "n:1"
    MANY_TO_MANY = "n:n"
    ONE_TO_NONE = "1:0"
    NONE_TO_ONE = "0:1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Curation:
    """Who confirmed mappings, and when (`reviewer_label`, `review_date`)."""

    reviewer: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionSlot:
    """A column that SSSOM does not have (`sssom:ExtensionDefinition`)."""

    name: str
    property: str | None = None
    type_hint: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """
    One row of a mapping set (`sssom:Mapping`).

    Attributes:
        subject, object: IRIs of an old and a new item; one may be `NO_TERM_FOUND`.
        predicate: an IRI, usually one of `Match`.
        negated: whether the row denies the relation (`predicate_modifier` "Not").
        confidence, similarity: from 0 to 1.
        group: what the rows of one split, merger or regrouping have in common.
        others: further columns, as they are in the file.
        line: its line in the file; 0 without a file.
    """

    subject: str
    predicate: str
    object: str
    justification: str = Justification.UNSPECIFIED
    subject_label: str | None = None
    object_label: str | None = None
    negated: bool = False
    cardinality: Cardinality | None = None
    reviewers: tuple[str, ...] = ()
    reviewer_ids: tuple[str, ...] = ()
    review_date: str | None = None
    mapping_date: str | None = None
    confidence: float | None = None
    similarity: float | None = None
    comment: str | None = None
    group: str | None = None
    others: tuple[tuple[str, str], ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingSet:
    """
    Mappings with what they have in common (`sssom:MappingSet`).

    *prefixes* excludes the built-in ones; *metadata* are the other keys of the header, each with
    one value or a list.
    """

    id: str
    license: str
    mappings: tuple[Mapping, ...]
    prefixes: MappingOf[str, str] = field(default_factory=lambda: MappingProxyType({}))
    extensions: tuple[ExtensionSlot, ...] = ()
    metadata: tuple[tuple[str, str | tuple[str, ...]], ...] = ()
    path: str = field(default="", compare=False)

    def without(self, entities: Container[str]) -> MappingSet:
        """The mappings that are about none of these subjects and objects."""
        rows = (
            row
            for row in self.mappings
            if row.subject not in entities and row.object not in entities
        )
        return replace(self, mappings=tuple(rows))
