"""How the concepts of a vocabulary differ between two stored editions, as values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from guidegraph.model.records import Tabular


__all__ = [
    "ConceptChange",
    "ConceptDiff",
    "ConceptEdit",
    "ConceptFacet",
    "ConceptMatch",
    "ConceptName",
    "ConceptValue",
    "IriRenaming",
    "RepeatedEdit",
    "TripleAccount",
    "UndecidedTriples",
    "entries_of",
    "key_of",
]

_REPEATED = 10


class ConceptFacet(StrEnum):
    """One respect in which a concept differs, the most consequential first."""

    REMOVED = "removed"
    MERGED = "merged"  # its successor was already there, or succeeds others, too
    REPLACED = "replaced"  # its successor is new
    DEPRECATED = "deprecated"
    RESTORED = "restored"  # it is no longer deprecated
    ADDED = "added"
    RENAMED = "renamed"  # it has another IRI
    RELABELLED = "relabelled"
    RENUMBERED = "renumbered"  # its notation
    MOVED = "moved"
    NOTES = "notes"
    MAPPINGS = "mappings"
    OTHER = "other"


class ConceptMatch(StrEnum):
    """What shows that an old and a new concept are the same."""

    IRI = "iri"
    NAMESPACE = "namespace"  # its IRI has another beginning, as those of many concepts
    WORDS = "words"  # found by the aligner
    LABELS = "labels"  # equal preferred labels in a language


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class ConceptName:
    """A concept, or another resource, for readers: its IRI, label and notation."""

    iri: str
    label: str | None = None
    notation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class ConceptValue:
    """
    A value of a property.

    *text* is the text of a literal, or an IRI; *name* is the label of the resource with that IRI;
    *datatype* is an IRI, or none for a text; *resource* is false for a literal.
    """

    text: str
    name: str | None = None
    datatype: str | None = None
    resource: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptEdit:
    """
    The values of a property, in a language, that only one edition has.

    *property* is a prefixed name or an IRI, several where the value is a property of a resource
    of its own, as in `skos:changeNote/dcterms:creator`.
    """

    facet: ConceptFacet
    property: str
    language: str | None = None
    before: tuple[ConceptValue, ...] = ()
    after: tuple[ConceptValue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptChange:
    """
    How a concept differs.

    Attributes:
        old, new: the concept in each edition; none where it is not in it.
        facets: the respects in which it differs, each once, in the order of `ConceptFacet`.
        edits: what differs, in the same order.
        match: what shows that old and new are the same concept.
        confidence: how sure that is, from 0 to 1.
        successors: the concepts that replace it, or into which it was merged.
        triples_removed, triples_added: how many differing triples are accounted to it.
    """

    old: ConceptName | None
    new: ConceptName | None
    facets: tuple[ConceptFacet, ...]
    edits: tuple[ConceptEdit, ...] = ()
    match: ConceptMatch = ConceptMatch.IRI
    confidence: float = 1.0
    successors: tuple[ConceptName, ...] = ()
    triples_removed: int = 0
    triples_added: int = 0

    @property
    def name(self) -> ConceptName:
        """The concept in the new edition; in the old one, if it is only there."""
        found = self.new or self.old
        if found is None:
            raise ValueError("a change of no concept")
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class IriRenaming:
    """A beginning of IRIs, what replaced it, and the number of concepts with such an IRI."""

    before: str
    after: str
    concepts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UndecidedTriples:
    """
    Triples whose blank nodes could not be named canonically, so that they were not compared.

    *subjects* are the resources that they are about, where these have an IRI.
    """

    removed: int = 0
    added: int = 0
    subjects: tuple[ConceptName, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TripleAccount:
    """
    Where the triples that only one edition has are accounted for.

    *removed* and *added* are all of them. Of these, *renamed* differ in nothing but renamed IRIs,
    on each side; *concepts* are accounted to a concept, *elsewhere* to another resource.
    """

    removed: int = 0
    added: int = 0
    renamed: int = 0
    concepts: int = 0
    elsewhere: int = 0

    @property
    def complete(self) -> bool:
        """Whether every triple is accounted for exactly once."""
        return self.removed + self.added == 2 * self.renamed + self.concepts + self.elsewhere


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatedEdit:
    """The same kind of edit in many concepts: values only added, only removed, or others."""

    facet: ConceptFacet
    property: str
    language: str | None
    removes: bool
    adds: bool
    concepts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptDiff(Tabular):
    """
    The concept-level diff of two stored editions.

    Attributes:
        old, new: the names of the editions.
        old_concepts, new_concepts: how many concepts each has.
        unchanged: how many concepts are in both and have no differing triple, all compared.
        changes: the other concepts, in the order of their facets, then labels.
        others: resources that are not concepts, with their differing triples.
        renamings: the beginnings of IRIs that were replaced throughout.
        aligned_by: how removed and added concepts were paired; none if there was nothing to pair.
        account: where each differing triple is accounted for.
    """

    old: str
    new: str
    old_concepts: int
    new_concepts: int
    unchanged: int
    changes: tuple[ConceptChange, ...] = ()
    others: tuple[ConceptChange, ...] = ()
    renamings: tuple[IriRenaming, ...] = ()
    aligned_by: ConceptMatch | None = None
    undecided: UndecidedTriples = field(default_factory=UndecidedTriples)
    account: TripleAccount = field(default_factory=TripleAccount)

    @property
    def counts(self) -> Mapping[ConceptFacet, int]:
        """How many concepts differ in each respect."""
        found = Counter(facet for change in self.changes for facet in change.facets)
        return {facet: found[facet] for facet in ConceptFacet if found[facet]}

    @property
    def changed(self) -> bool:
        """Whether the editions differ in anything, or could not be compared in something."""
        return bool(
            self.changes
            or self.others
            or self.renamings
            or self.undecided.removed
            or self.undecided.added
        )

    def repeated(self) -> Iterator[RepeatedEdit]:
        """The edits that at least ten concepts share that are in both editions."""
        found = Counter(
            key_of(edit)
            for change in self.changes
            if change.old and change.new
            for edit in change.edits
        )
        for key, concepts in sorted(found.items(), key=lambda each: (-each[1], str(each[0]))):
            facet, name, language, removes, adds = key
            if concepts >= _REPEATED:
                yield RepeatedEdit(
                    facet=facet,
                    property=name,
                    language=language,
                    removes=removes,
                    adds=adds,
                    concepts=concepts,
                )

    def entries(self) -> Iterable[object]:
        """A row for each edit, and for each concept without one."""
        for change in (*self.changes, *self.others):
            yield from entries_of(change)


def key_of(edit: ConceptEdit) -> tuple[ConceptFacet, str, str | None, bool, bool]:
    """What an edit has in common with those of other concepts."""
    return edit.facet, edit.property, edit.language, bool(edit.before), bool(edit.after)


def entries_of(change: ConceptChange) -> Iterator[Mapping[str, object]]:
    """A row for each edit of a concept; one row if it has none."""
    name = change.name
    shared: dict[str, object] = {
        "facets": change.facets,
        "old_iri": change.old.iri if change.old else None,
        "new_iri": change.new.iri if change.new else None,
        "label": name.label,
        "notation": name.notation,
        "match": change.match,
        "confidence": round(change.confidence, 4),
        "successors": tuple(each.iri for each in change.successors),
    }
    for edit in change.edits or (None,):
        yield {
            **shared,
            "facet": edit.facet if edit else None,
            "property": edit.property if edit else None,
            "language": edit.language if edit else None,
            "before": tuple(value.text for value in edit.before) if edit else (),
            "after": tuple(value.text for value in edit.after) if edit else (),
        }
