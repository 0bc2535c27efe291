"""Which old items became which new ones, and why; how they changed comes later."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol, TypeVar

from guidegraph.model.changes import Ref
from guidegraph.model.findings import Place


__all__ = ["Alignment", "Confirmation", "Grounds", "Group", "IdPolicy", "components"]

A = TypeVar("A", bound=Hashable)
B = TypeVar("B", bound=Hashable)


class IdPolicy(StrEnum):
    """How much shared identifiers decide."""

    TRUST = "trust"
    WEIGH = "weigh"
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """
    Who confirmed a group, and the rows that say so.

    Attributes:
        given: whether such a row is in a file that was named for this comparison.
    """

    reviewers: tuple[str, ...] = ()
    rows: tuple[Place, ...] = ()
    given: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """
    Old and new items that belong together; one side is empty for an item that stays alone.

    Attributes:
        confidence: from 0 to 1, how likely it is that the group is right.
        evidence: the features that support it, by name, each from 0 to 1.
        followers: the old items that are in it because most of the items below them went there.
        confirmation: who confirmed it, if an editor did.
    """

    old: tuple[Ref, ...] = ()
    new: tuple[Ref, ...] = ()
    confidence: float = 1.0
    evidence: Mapping[str, float] = field(
        default_factory=lambda: MappingProxyType({}), compare=False
    )
    followers: tuple[Ref, ...] = field(default=(), compare=False)
    confirmation: Confirmation | None = field(default=None, compare=False)


class Grounds(Protocol):
    """The evidence for the alignment of one old edition with the new one."""

    def candidates(
        self, ref: Ref, *, is_old: bool
    ) -> Iterable[tuple[Ref, float, Mapping[str, float]]]:
        """The likeliest counterparts of an item: which, how likely, and the evidence for each."""

    def closest(self, ref: Ref, *, is_old: bool) -> tuple[Ref, float] | None:
        """The item whose words are most like an item's, linked or not; the likeness, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """
    An alignment of editions: each of their items is in exactly one group.

    *grounds* are by the id of the old edition; an alignment that was not computed has none.
    """

    groups: tuple[Group, ...]
    grounds: Mapping[str, Grounds] = field(
        default_factory=lambda: MappingProxyType({}), compare=False, repr=False
    )

    @property
    def links(self) -> frozenset[tuple[str, str]]:
        """The ids of every old and new item of one group."""
        return frozenset(
            (one.id, two.id) for group in self.groups for one in group.old for two in group.new
        )


def components(
    pairs: Iterable[tuple[A | None, B | None]],
) -> Iterator[tuple[frozenset[A], frozenset[B]]]:
    """
    Pairs of an old and a new item as groups: pairs that share an item are of one group.

    >>> [(sorted(old), sorted(new)) for old, new in components([("a", 1), ("a", 2), ("b", None)])]
    [(['a'], [1, 2]), (['b'], [])]
    """
    home: dict[tuple[bool, Hashable], int] = {}
    members: dict[int, tuple[set[A], set[B]]] = {}
    for number, (before, after) in enumerate(pairs):
        olds: set[A] = set() if before is None else {before}
        news: set[B] = set() if after is None else {after}
        keys = [(True, one) for one in olds] + [(False, two) for two in news]
        for other in sorted({home[key] for key in keys if key in home}):
            theirs = members.pop(other)
            olds |= theirs[0]
            news |= theirs[1]
        members[number] = olds, news
        home.update({(True, one): number for one in olds})
        home.update({(False, two): number for two in news})
    for olds, news in members.values():
        yield frozenset(olds), frozenset(news)
