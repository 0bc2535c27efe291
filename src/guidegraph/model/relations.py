"""How items are related: to one item, from one to another, in a whole edition."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from guidegraph.model.changes import Ref
from guidegraph.model.hits import OtherVersion
from guidegraph.model.network import Network
from guidegraph.model.records import Tabular


__all__ = [
    "EditionMap",
    "MappedItem",
    "Reason",
    "RelatedItem",
    "Relatedness",
    "RelationReason",
    "Route",
    "Step",
    "Tie",
]


class RelationReason(StrEnum):
    """Why two items are related."""

    PART_OF = "belongs to"
    HAS_PART = "has"
    SIBLING = "stands beside"
    LINKED = "is linked to"
    LINKED_FROM = "is linked from"
    BECAME = "became"
    CAME_FROM = "came from"
    USES = "speaks of"
    USED_BY = "is spoken of in"
    TERM = "shares terms with"
    SIMILAR = "reads like"

    @property
    def words(self) -> str:
        """The reason for people, to put between the two items; the value is for programs."""
        return _WORDS.get(self, self.value)


_WORDS = MappingProxyType(
    {
        RelationReason.HAS_PART: "contains",
        RelationReason.SIBLING: "is beside",
        RelationReason.USES: "uses the term",
        RelationReason.USED_BY: "is used in",
        RelationReason.SIMILAR: "has a similar text",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason: *detail* names the terms, the link or the words; *weight* is from 0 to 1."""

    why: RelationReason
    detail: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedItem:
    """
    An item that is related to another, and why, the strongest reason first.

    *also* are the versions of the item in other editions that are related as well.
    """

    ref: Ref
    type: str
    name: str
    text: str
    score: float
    reasons: tuple[Reason, ...]
    also: tuple[OtherVersion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Relatedness(Tabular):
    """The items related to one, the closest first."""

    ref: Ref
    name: str
    text: str
    relatives: tuple[RelatedItem, ...]
    network: Network

    def entries(self) -> Iterable[object]:
        """The related items."""
        for relative in self.relatives:
            yield {
                "item": relative.ref,
                "type": relative.type,
                "name": relative.name,
                "text": relative.text,
                "score": relative.score,
                "reasons": [f"{reason.why}: {reason.detail}" for reason in relative.reasons],
                "also": [f"{other.ref.edition}:{other.ref.id}" for other in relative.also],
            }


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of a route: from an item, by a link, to the next."""

    origin: Ref
    why: RelationReason
    detail: str
    destination: Ref
    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Route(Tabular):
    """The shortest explanation of how two items are related; without steps if they are not."""

    origin: Ref
    destination: Ref
    name: str
    text: str
    steps: tuple[Step, ...]
    network: Network

    def entries(self) -> Iterable[object]:
        """The steps."""
        return self.steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """
    How closely a part of an edition is related to another, from 0 to 1.

    *terms* and *words* are those that both use.
    """

    id: str
    weight: float
    terms: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedItem:
    """
    A part of an edition in its map.

    Attributes:
        degree: the number of others that it is related to.
        strength: how closely, all of them together.
        centrality: the share of the shortest paths between others that lead through it.
        cluster: the number of its cluster, from 0.
        terms: the glossary terms that its statements and roles use.
        ties: the parts that it is related to, the strongest first.
    """

    id: str
    name: str
    degree: int
    strength: float
    centrality: float
    cluster: int
    terms: tuple[str, ...]
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionMap(Tabular):
    """How the parts of an edition are related; *clusters* has the common words of each cluster."""

    edition: str
    items: tuple[MappedItem, ...]
    clusters: tuple[tuple[str, ...], ...]
    network: Network

    def entries(self) -> Iterable[object]:
        """The parts of the edition."""
        for item in self.items:
            yield {
                "id": item.id,
                "name": item.name,
                "degree": item.degree,
                "strength": item.strength,
                "centrality": item.centrality,
                "cluster": item.cluster,
                "terms": item.terms,
                "ties": [tie.id for tie in item.ties],
            }
