"""A diff at a glance: the share of each kind of change, as a bar can show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from guidegraph.model.changes import Change
from guidegraph.render.phrases import KIND_NAMES, counts_of


__all__ = ["BAR", "ChangeShare", "shares_of"]

BAR = 600
"""The length of the whole bar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeShare:
    """
    A kind of change: how many there are, and where its part of the bar begins and how long it is.
    """

    kind: str
    name: str
    count: int
    start: int
    length: int


def shares_of(changes: Iterable[Change]) -> tuple[ChangeShare, ...]:
    """The kinds of changes that there are, the most important first."""
    counts = counts_of(changes)
    whole = sum(count for _, count in counts)
    found: list[ChangeShare] = []
    before = 0
    for kind, count in counts:
        start, end = BAR * before // whole, BAR * (before + count) // whole
        before += count
        found.append(
            ChangeShare(
                kind=kind.name.lower(),
                name=KIND_NAMES[kind],
                count=count,
                start=start,
                length=max(end - start, 1),
            )
        )
    return tuple(found)
