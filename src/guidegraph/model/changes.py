"""
How items changed from one edition to the next, as values; in which order to show the changes, and
the words to choose them by.

A change has one relation and any number of facets. If words differ it has a wording class, and, if
that is substantive, aspects.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from guidegraph.model.edition import Edition
from guidegraph.model.errors import UnknownNameError
from guidegraph.model.records import Tabular
from guidegraph.model.statement import Role


if TYPE_CHECKING:
    from guidegraph.model.alignment import Alignment
    from guidegraph.model.review import Decision


__all__ = [
    "KINDS",
    "Aspect",
    "Atoms",
    "Audit",
    "Certainty",
    "Change",
    "ChangeSet",
    "Closest",
    "Comparison",
    "Direction",
    "Disagreement",
    "Facet",
    "IdentifierUse",
    "LinkEdit",
    "MovedSentence",
    "Pair",
    "Priority",
    "PropertyEdit",
    "Ref",
    "Relation",
    "WordCoverage",
    "WordEdit",
    "WordOp",
    "Wording",
    "WordingVerdict",
    "chosen",
    "kinds",
    "kinds_of",
    "priority_of",
]


class Relation(StrEnum):
    """How many old items became how many new ones."""

    SAME = "same"
    SPLIT = "split"
    MERGED = "merged"
    REGROUPED = "regrouped"
    DROPPED = "dropped"
    ADDED = "added"


class Facet(StrEnum):
    """In what respect an item differs."""

    RENUMBERED = "renumbered"
    REORDERED = "reordered"
    MOVED = "moved"
    RELABELLED = "relabelled"
    REWORDED = "reworded"
    DUPLICATE = "duplicate"
    RETYPED = "retyped"
    RELINKED = "relinked"
    DESCRIBED = "described"
    DEPRECATED = "deprecated"
    REPLACED = "replaced"


class Wording(StrEnum):
    """How important a difference in words is: the strongest class that applies."""

    TYPOGRAPHIC = "typographic"
    SPELLING = "spelling"
    EDITORIAL = "editorial"
    SUBSTANTIVE = "substantive"

    @property
    def rank(self) -> int:
        """0 for the least important class, 3 for the most important."""
        return list(Wording).index(self)


class Aspect(StrEnum):
    """What a substantive difference is about."""

    FORCE = "force"
    NEGATION = "negation"
    QUANTITY = "quantity"
    SCOPE = "scope"
    ACTOR = "actor"
    CONDITION = "condition"
    CONFUSABLE = "confusable"
    OTHER = "other"


class Direction(StrEnum):
    """Whether a statement asks for more or for less than before, if that is clear."""

    STRENGTHENED = "strengthened"
    WEAKENED = "weakened"


class Certainty(StrEnum):
    """How sure it is that items belong together, or that an item has no counterpart."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"

    @classmethod
    def of(cls, confidence: float) -> Certainty:
        """
        The word for a confidence from 0 to 1, which is how often such an outcome is right.

        >>> [str(Certainty.of(confidence)) for confidence in (0.95, 0.8, 0.4)]
        ['sure', 'likely', 'unsure']
        """
        if confidence >= _SURE:
            return cls.SURE
        return cls.LIKELY if confidence >= _LIKELY else cls.UNSURE


_SURE, _LIKELY = 0.9, 0.6


class WordOp(StrEnum):
    """What happened to a run of words."""

    EQUAL = "equal"
    DELETE = "delete"
    INSERT = "insert"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordEdit:
    """A run of words kept, removed or added; *text* is the words joined by single spaces."""

    op: WordOp
    text: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class LinkEdit:
    """
    A link removed or added: an association's target, a hyperlink's address, a footnote's text.
    """

    op: WordOp
    type: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyEdit:
    """
    A value of a property that was removed, added, or replaced by another.

    Attributes:
        name: the property as a reader knows it: `skos:altLabel`, a column's name, a key of JSON;
            those inside others are separated by `.`.
        language: the language of the value, if it has one.
        old, new: the value before and after; a side is missing if it was added or removed.
        role: what the property is taken for.
        about: for what is said of no item, the resource it is said of; the edition if empty.
    """

    name: str
    language: str | None = None
    old: str | None = None
    new: str | None = None
    role: Role = Role.ATTRIBUTE
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingVerdict:
    """
    What a difference between two wordings amounts to.

    Attributes:
        wording: its class.
        aspects: what a substantive difference is about.
        directions: whether duties were strengthened, weakened, or some of them each.
        reasons: short sentences for people, one for each thing that decided, most important first:
            "'must' became 'may'", "'not' was removed".
        weight: from 0 to 1, how much it matters to a reader.
        unsure: whether another class is about as likely.
        found: the class that was found, where a person overruled it.
    """

    wording: Wording
    aspects: tuple[Aspect, ...] = ()
    directions: tuple[Direction, ...] = ()
    reasons: tuple[str, ...] = ()
    weight: float = 0.0
    unsure: bool = False
    found: Wording | None = None

    @property
    def direction(self) -> Direction | None:
        """The direction of the whole; none where duties went both ways, or none did."""
        return self.directions[0] if len(self.directions) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Ref:
    """An item of an edition."""

    edition: str
    id: str

    def __str__(self) -> str:
        return f"{self.edition}:{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """An old and a new item that say the same in the same place."""

    old: Ref
    new: Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedSentence:
    """A sentence of an old item that a new one has which does not follow it."""

    text: str
    old: Ref
    new: Ref

    @property
    def left(self) -> str:
        """What is said of the old item."""
        return f"a sentence moved to '{self.new.id}'"

    @property
    def came(self) -> str:
        """What is said of the new item."""
        return f"a sentence came from '{self.old.id}'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Closest:
    """
    The item of the other side that is nearest to one without a counterpart.

    *likeness* is that of their words, from 0 to 1.
    """

    ref: Ref
    likeness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WordCoverage:
    """
    How the words of one item are spread over the several that it was split into or merged from.

    *whole* is the share of its words that are in any of them, *parts* the share in each, in the
    order of the change.
    """

    whole: float
    parts: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """
    How some items changed.

    Attributes:
        old, new: the items concerned, in document order; a side is empty if added or dropped.
        verdict: what the difference in words amounts to, where words differ.
        duplicate_of: for an added item, the new item that says the same.
        confidence: from 0 to 1, how often an alignment with such evidence is right.
        evidence: what the alignment rests on, by name, from 0 to 1.
        words, label_words: the word-level difference of the texts, and of the labels.
        links: the links that were removed, then those that were added.
        properties: the properties with other values, where the sources are data; without labels
            and texts in the language read, whose difference is in the words.
        replaced_by: the new items that a deprecated one names as its successors, by id or IRI; for
            a dropped item, the added one at its place.
        replaces: for an added item, the dropped one at whose place it is.
        sentences: those that came from, or went to, items of another change.
        closest: for a dropped or added item, the nearest one on the other side.
        coverage: for a split or merged item, how its words are spread.
        wordings: where several old editions had the item, how much its words differ from those of
            each; editions with the same words are left out.
    """

    relation: Relation
    old: tuple[Ref, ...] = ()
    new: tuple[Ref, ...] = ()
    facets: tuple[Facet, ...] = ()
    verdict: WordingVerdict | None = None
    duplicate_of: Ref | None = None
    confidence: float = 1.0
    evidence: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    words: tuple[WordEdit, ...] = ()
    label_words: tuple[WordEdit, ...] = ()
    links: tuple[LinkEdit, ...] = ()
    properties: tuple[PropertyEdit, ...] = ()
    replaced_by: tuple[str, ...] = ()
    replaces: tuple[Ref, ...] = ()
    sentences: tuple[MovedSentence, ...] = ()
    closest: Closest | None = None
    coverage: WordCoverage | None = None
    wordings: Mapping[str, Wording] = field(default_factory=lambda: MappingProxyType({}))
    _id: str = field(default="", init=False, repr=False, compare=False)

    def wording_since(self, edition: str) -> Wording | None:
        """How much the words differ from those of an old edition; none if they are the same."""
        if self.wordings:
            return self.wordings.get(edition)
        return self.verdict.wording if self.verdict else None

    @property
    def certainty(self) -> Certainty:
        """How sure it is that the items belong together, or have no counterpart."""
        return Certainty.of(self.confidence)

    @property
    def weight(self) -> float:
        """From 0 to 1, how much the change matters to a reader: what changes are sorted by."""
        if not (self.old and self.new):
            return 1.0
        least = max((_WEIGHTS.get(facet, 0.0) for facet in self.facets), default=0.0)
        if self.relation is not Relation.SAME:
            least = max(least, _REGROUPED)
        return max(least, self.verdict.weight if self.verdict else 0.0)

    @property
    def id(self) -> str:
        """
        A fingerprint of what changed: the same change has the same id in every run.

        Confidence, evidence and reasons stay out of it, and so does what is about other items:
        where sentences went, what is nearest, what stands at the same place. A decision about a
        change stays valid if a better alignment finds the same.
        """
        if not self._id:  # asked for again and again, and never another one
            object.__setattr__(self, "_id", self._fingerprint())
        return self._id

    def _fingerprint(self) -> str:
        verdict = self.verdict
        content: dict[str, object] = {
            "relation": self.relation,
            "facets": sorted(set(self.facets) - {Facet.REPLACED}),
            "old": [[ref.edition, ref.id] for ref in self.old],
            "new": [[ref.edition, ref.id] for ref in self.new],
            "wording": (verdict.found or verdict.wording) if verdict else None,
            "duplicate_of": self.duplicate_of.id if self.duplicate_of else None,
            "words": [[edit.op, edit.text] for edit in self.words],
            "label_words": [[edit.op, edit.text] for edit in self.label_words],
            "links": [[edit.op, edit.type, edit.target] for edit in self.links],
        }
        if self.properties:
            content["properties"] = [
                [edit.name, edit.language, edit.old, edit.new] for edit in self.properties
            ]
        canonical = json.dumps(content, ensure_ascii=True, sort_keys=True)
        return hashlib.sha256(canonical.encode()).hexdigest()[:16]


# The least weight of a change whose items were split or merged, and of one with such a facet;
# that of words is in their verdict.
_REGROUPED = 0.5
_WEIGHTS: Mapping[Facet, float] = MappingProxyType(
    {
        Facet.DEPRECATED: 0.8,
        Facet.RETYPED: 0.5,
        Facet.DESCRIBED: 0.3,
        Facet.MOVED: 0.2,
        Facet.RELINKED: 0.2,
        Facet.REORDERED: 0.1,
        Facet.RENUMBERED: 0.05,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Atoms:
    """
    How the single statements of both sides changed: triples, cells, values.

    *equal* are on both sides, *different* on one; *not_compared* are those of a source that the
    other side has nothing to compare with, and *why* says so.
    """

    old: int
    new: int
    equal: int
    different: int
    not_compared: int = 0
    why: str = ""

    @property
    def compared(self) -> int:
        """How many of both sides were compared."""
        return self.equal + self.different

    @property
    def balanced(self) -> bool:
        """Whether each statement is equal, different or not compared."""
        return self.compared + self.not_compared == self.old + self.new


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """
    An old and a new item with the same identifier, and the items that their words are nearer to.

    *later* is the new item that the old one's words are nearer to, *earlier* the old item that the
    new one's are nearer to. *decided*: the identifier decided nevertheless.
    """

    old: Ref
    new: Ref
    later: Ref | None
    earlier: Ref | None
    decided: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifierUse:
    """
    How far the identifiers that an old edition shares with the new one were followed.

    *shared* is their number, *agreeing* that of the pairs with similar words, *deciding* that of
    the pairs that were put together because of them.
    """

    old: str
    shared: int
    agreeing: int
    deciding: int
    disagreements: tuple[Disagreement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """
    The proof that nothing was left out: counts, and the items in no change or in several.

    *atoms* counts the statements, where a side was read from data.
    """

    old_items: int
    new_items: int
    unexplained: tuple[Ref, ...] = ()
    atoms: Atoms | None = None

    @property
    def passed(self) -> bool:
        """Whether every item is explained exactly once, and every statement is counted."""
        return not self.unexplained and (self.atoms is None or self.atoms.balanced)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSet:
    """
    How the items of the old editions changed in the new one.

    *hidden* are changes left out because a reader chose others; the audit is that of all.
    *properties* are those of the editions themselves, and of resources that are no items.
    """

    old: tuple[str, ...]
    new: str
    changes: tuple[Change, ...]
    unchanged: tuple[Pair, ...]
    audit: Audit
    hidden: tuple[Change, ...] = ()
    properties: tuple[PropertyEdit, ...] = ()
    identifiers: tuple[IdentifierUse, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison(Tabular):
    """
    A change set together with the editions it is about.

    Attributes:
        old: the old editions, with their tables in the columns that they have in the new one.
        given: the old editions as they are, where that is something else.
        alignment: explains it; a change set that was read from a file has none.
        decisions: what editors decided, by the change's id.
        stale: what they had decided about the items of a change before its words were edited, by
            the change's id.
    """

    changes: ChangeSet
    old: tuple[Edition, ...]
    new: Edition
    alignment: Alignment | None = field(default=None, compare=False, repr=False)
    decisions: Mapping[str, Decision] = field(
        default_factory=lambda: MappingProxyType({}), compare=False, repr=False
    )
    stale: Mapping[str, Decision] = field(
        default_factory=lambda: MappingProxyType({}), compare=False, repr=False
    )
    given: tuple[Edition, ...] = field(default=(), compare=False, repr=False)

    def without_decisions(self) -> Comparison:
        """The same without who decided what, as it is published."""
        none: Mapping[str, Decision] = MappingProxyType({})
        return replace(self, decisions=none, stale=none)

    def entries(self) -> Iterable[object]:
        """One for each change."""
        old = {edition.id: edition for edition in self.old}
        new = {self.new.id: self.new}
        for change in self.changes.changes:
            verdict = change.verdict
            yield {
                "id": change.id,
                "relation": change.relation,
                "facets": change.facets,
                "wording": verdict.wording if verdict else None,
                "aspects": verdict.aspects if verdict else (),
                "direction": verdict.direction if verdict else None,
                "directions": verdict.directions if verdict else (),
                "weight": change.weight,
                "old": change.old,
                "new": change.new,
                "before": _texts(change.old, old),
                "after": _texts(change.new, new),
                "confidence": change.confidence,
            }


def _texts(refs: Iterable[Ref], editions: Mapping[str, Edition]) -> str:
    items = (editions[ref.edition].by_id[ref.id] for ref in refs)
    return "\n".join(item.text or item.name for item in items)


class Priority(IntEnum):
    """The order in which changes are shown, most important first."""

    LOST = 0  # an item is gone
    DOUBLED = 1  # an added item says what another one says
    MEANING = 2  # the words mean something else
    DEPRECATED = 3
    REGROUPED = 4  # items were split, merged, regrouped, or became another kind
    ADDED = 5
    DESCRIBED = 6  # another property: a translation, a note, a mapping, an attribute
    ARRANGED = 7  # moved, reordered, with other links; the words are the same
    EDITED = 8  # other words with the same meaning, or a fixed spelling
    RENUMBERED = 9  # another number; the words are the same
    TYPESET = 10  # capitals, quotes, commas


def priority_of(change: Change) -> Priority:
    """How important a change is to a reader."""
    if change.relation is Relation.DROPPED:
        return Priority.LOST
    if Facet.DUPLICATE in change.facets:
        return Priority.DOUBLED
    wording = change.verdict.wording if change.verdict else None
    if wording is Wording.SUBSTANTIVE:
        return Priority.MEANING
    if Facet.DEPRECATED in change.facets:
        return Priority.DEPRECATED
    if change.relation in (Relation.SPLIT, Relation.MERGED, Relation.REGROUPED):
        return Priority.REGROUPED
    if Facet.RETYPED in change.facets:
        return Priority.REGROUPED
    if change.relation is Relation.ADDED:
        return Priority.ADDED
    if Facet.DESCRIBED in change.facets:
        return Priority.DESCRIBED
    if wording in (Wording.EDITORIAL, Wording.SPELLING):
        return Priority.EDITED
    if any(facet in change.facets for facet in (Facet.MOVED, Facet.REORDERED, Facet.RELINKED)):
        return Priority.ARRANGED
    return Priority.RENUMBERED if Facet.RENUMBERED in change.facets else Priority.TYPESET


KINDS: frozenset[str] = frozenset(
    word.value
    for words in (Relation, Facet, Wording, Aspect, Direction, Certainty)
    for word in words
)
"""All words that can be chosen by."""


def kinds(text: Iterable[str]) -> frozenset[str]:
    """
    Kinds as a user writes them, each word or several with commas between.

    Raises:
        UnknownNameError: a word is not a kind.

    >>> sorted(kinds(["dropped,force", "moved"]))
    ['dropped', 'force', 'moved']
    """
    words = [word.strip() for part in text for word in part.split(",") if word.strip()]
    for word in words:
        if word not in KINDS:
            raise UnknownNameError("kind of change", word, KINDS)
    return frozenset(words)


def kinds_of(change: Change) -> frozenset[str]:
    """All kinds of a change."""
    found = {change.relation.value, *(facet.value for facet in change.facets)}
    found.add(change.certainty.value)
    if change.verdict is not None:
        found.add(change.verdict.wording.value)
        found.update(aspect.value for aspect in change.verdict.aspects)
        found.update(direction.value for direction in change.verdict.directions)
        if change.verdict.unsure:
            found.add(Certainty.UNSURE.value)
    return frozenset(found)


def chosen(
    changes: ChangeSet,
    *,
    only: Collection[str] = (),
    exclude: Collection[str] = (),
    min_confidence: float = 0.0,
    min_weight: float = 0.0,
) -> ChangeSet:
    """
    The change set with the changes that are of some kind in *only* (of any kind, if that is empty),
    of none in *exclude*, at least as sure as *min_confidence* and as important as *min_weight*; the
    others are hidden.

    The audit stays that of all changes.
    """
    shown, hidden = [], [*changes.hidden]
    for change in changes.changes:
        kinds = kinds_of(change)
        if change.sentences:  # asked for; not for leaving out all else that the change says
            kinds |= {Facet.MOVED.value}
        wanted = not only or kinds & set(only)
        enough = change.confidence >= min_confidence and change.weight >= min_weight
        if wanted and enough and not kinds_of(change) & set(exclude):
            shown.append(change)
        else:
            hidden.append(change)
    return replace(changes, changes=tuple(shown), hidden=tuple(hidden))
