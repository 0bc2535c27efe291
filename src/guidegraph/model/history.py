"""The history of items over all editions of a library."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from guidegraph.model.changes import Change, Comparison, Ref
from guidegraph.model.edition import Edition
from guidegraph.model.records import Tabular


__all__ = ["Blame", "BlamedItem", "BlamedWords", "Event", "EventKind", "ItemHistory", "ItemVersion"]


class EventKind(StrEnum):
    """What happened to an item on the way from one edition to another."""

    FIRST = "first"  # it is in an edition that no other leads to
    KEPT = "kept"  # it is the same in every respect
    SAME = "same"  # one item became one, and differs
    SPLIT = "split"
    MERGED = "merged"
    REGROUPED = "regrouped"
    DROPPED = "dropped"
    ADDED = "added"
    DOUBLED = "doubled"  # another item of the same edition says the same


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemVersion:
    """An item as one edition has it."""

    ref: Ref
    name: str
    notation: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """
    What happened to some items between two editions, or that an item first appears.

    *edition* is the edition that shows it; *before* the one it is compared with, and *comparison*
    all that was found then.
    """

    kind: EventKind
    edition: str
    issued: str | None = None
    before: str | None = None
    old: tuple[ItemVersion, ...] = ()
    new: tuple[ItemVersion, ...] = ()
    change: Change | None = None
    comparison: Comparison | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemHistory(Tabular):
    """
    The events of an item, of its origins and of its successors, in order of time.

    *editions* are all that were looked at, the earliest first, and *compared* the ids of those that
    were compared, old and new.
    """

    item: ItemVersion
    lineage: str | None
    events: tuple[Event, ...]
    editions: tuple[Edition, ...] = field(default=(), compare=False, repr=False)
    compared: tuple[tuple[str, str], ...] = ()

    def entries(self) -> Iterable[object]:
        """The events."""
        for event in self.events:
            yield {
                "kind": event.kind,
                "edition": event.edition,
                "issued": event.issued,
                "before": event.before,
                "old": [version.ref for version in event.old],
                "new": [version.ref for version in event.new],
                "change": event.change.id if event.change else None,
            }


@dataclass(frozen=True, slots=True, kw_only=True)
class BlamedWords:
    """Adjacent words that have been there since the same edition."""

    edition: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BlamedItem:
    """
    Where the wording of an item comes from.

    *since* is the edition in which its present text appeared, *previous* its items before then;
    *runs* together are its words.
    """

    item: ItemVersion
    since: str
    previous: tuple[ItemVersion, ...]
    runs: tuple[BlamedWords, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Blame(Tabular):
    """Where the wording of each item of an edition comes from."""

    edition: str
    items: tuple[BlamedItem, ...]

    def entries(self) -> Iterable[object]:
        """One for each item that has a text."""
        for item in self.items:
            yield {
                "item": item.item.ref,
                "since": item.since,
                "previous": [version.ref for version in item.previous],
                "text": item.item.text,
            }
