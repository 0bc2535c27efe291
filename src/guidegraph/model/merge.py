"""The result of a three-way merge of editions, as values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from guidegraph.model.edition import Edition
from guidegraph.model.records import Tabular


__all__ = ["Conflict", "ConflictKind", "Merge", "MergeSide"]


class MergeSide(StrEnum):
    """Which of the two drafts a value comes from."""

    OURS = "ours"
    THEIRS = "theirs"


class ConflictKind(StrEnum):
    """How two changes to one item exclude each other."""

    CHANGED = "changed"  # both changed it, differently
    DROPPED = "dropped"  # one dropped it, the other changed it or what it contains
    ADDED = "added"  # both added an item with this id
    PLACED = "placed"  # both moved it, to different places


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """
    Changes of both drafts that exclude each other.

    Attributes:
        item: the id in the merged edition; empty for the edition itself.
        aspect: what of it: `text`, `label`, `place` …, or `item` for all of it.
        base, ours, theirs: the values; none where there is none.
        kept: whose value is in the merged edition.
    """

    kind: ConflictKind
    item: str
    aspect: str
    base: str | None
    ours: str | None
    theirs: str | None
    kept: MergeSide


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge(Tabular):
    """
    The edition merged from two drafts of a common base, and where they exclude each other.

    *base*, *ours* and *theirs* are the ids of the editions; *from_ours*, *from_theirs* and *both*
    are how many items were changed, added or dropped on one side, and in the same way on both.
    """

    base: str
    ours: str
    theirs: str
    edition: Edition
    conflicts: tuple[Conflict, ...] = ()
    from_ours: int = 0
    from_theirs: int = 0
    both: int = 0

    def entries(self) -> Iterable[object]:
        """The conflicts."""
        return self.conflicts
