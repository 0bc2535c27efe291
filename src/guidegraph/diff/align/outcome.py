"""The result of an alignment: groups with their confidence, their evidence and the runners-up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from guidegraph.diff.align.entries import Entry
from guidegraph.diff.align.score import Scored


__all__ = ["Alignment", "Candidate", "Group", "reported"]

EVIDENCE = {
    "words": "words",
    "characters": "grams",
    "old_kept": "old_kept",
    "new_kept": "new_kept",
    "label": "name",
    "place": "place",
    "family": "family",
    "parents": "parents",
    "neighbours": "neighbours",
    "children": "children",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A possible partner of an entry, and how likely it is."""

    id: str
    score: float
    features: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """
    Entries that belong together; one side is empty for what was dropped or added.

    Attributes:
        old, new: ids in document order.
        confidence: from 0 to 1, how likely it is that the group is right.
        evidence: what it rests on, by name, from 0 to 1; empty for what was dropped or added.
        runner_up: the likeliest partner outside the group, of its first entry.
    """

    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    confidence: float = 1.0
    evidence: Mapping[str, float]
    runner_up: Candidate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """
    The groups of two sequences of entries, every entry in exactly one; and what they were decided
    on.

    *groups* are in the order of the old document, then come those that are new alone.
    """

    old: tuple[Entry, ...]
    new: tuple[Entry, ...]
    groups: tuple[Group, ...]
    scored: Scored

    @property
    def links(self) -> frozenset[tuple[str, str]]:
        """Every pair of an old and a new id of one group."""
        return frozenset(
            (one, two) for group in self.groups for one in group.old for two in group.new
        )


def reported(
    old: Sequence[Entry],
    new: Sequence[Entry],
    groups: Sequence[tuple[list[int], list[int]]],
    scored: Scored,
    joined: Mapping[tuple[int, int], float],
) -> tuple[Group, ...]:
    """
    *groups* of indices as groups of ids, with the entries in none of them as groups of their own.

    *joined* has the scores of the leftovers that were attached.
    """
    ranked = _Ranked(scored, (old, new))
    found: list[tuple[tuple[int, int], Group]] = []
    for olds, news in groups:
        found.append(((0, olds[0]), ranked.group(olds, news, joined)))
    seen_old = {one for olds, _ in groups for one in olds}
    seen_new = {two for _, news in groups for two in news}
    for number in range(len(old)):
        if number not in seen_old:
            found.append(((0, number), ranked.alone(number, 0, joined)))
    for number in range(len(new)):
        if number not in seen_new:
            found.append(((1, number), ranked.alone(number, 1, joined)))
    return tuple(group for _, group in sorted(found, key=lambda pair: pair[0]))


class _Ranked:
    """The candidate pairs of each entry by score, to find runners-up and evidence."""

    def __init__(self, scored: Scored, sides: tuple[Sequence[Entry], Sequence[Entry]]) -> None:
        self._sides = sides
        self._of: tuple[dict[int, list[int]], dict[int, list[int]]] = (
            defaultdict(list),
            defaultdict(list),
        )
        self._scores: list[float] = scored.scores.tolist()
        self._ends = scored.pairs.old.tolist(), scored.pairs.new.tolist()
        self._table = np.clip(
            np.column_stack([scored.features[name] for name in EVIDENCE.values()]), 0.0, 1.0
        )
        pairs = scored.pairs
        order = np.lexsort((pairs.new, pairs.old, -scored.scores))
        for at, one, two in zip(
            order.tolist(), pairs.old[order].tolist(), pairs.new[order].tolist(), strict=True
        ):
            self._of[0][one].append(at)
            self._of[1][two].append(at)

    def _other(self, at: int, side: int) -> int:
        other: int = self._ends[1 - side][at]
        return other

    def _runner_up(self, number: int, side: int, taken: Sequence[int]) -> Candidate | None:
        for at in self._of[side].get(number, []):
            other = self._other(at, side)
            if other not in taken:
                return Candidate(
                    id=self._sides[1 - side][other].id,
                    score=self._scores[at],
                    features=self._evidence([at]),
                )
        return None

    def _evidence(self, at: Sequence[int]) -> dict[str, float]:
        means = self._table[at[0]] if len(at) == 1 else self._table[list(at)].mean(axis=0)
        return dict(zip(EVIDENCE, means.round(4).tolist(), strict=True))

    def group(
        self,
        olds: Sequence[int],
        news: Sequence[int],
        joined: Mapping[tuple[int, int], float],
    ) -> Group:
        cells = [(one, two) for one in olds for two in news]
        known = [
            (cell, at)
            for cell in cells
            for at in self._of[0].get(cell[0], [])
            if self._other(at, 0) == cell[1]
        ]
        at = [k for _, k in known]
        sure = [max(joined.get(cell, 0.0), self._scores[k]) for cell, k in known]
        return Group(
            old=tuple(self._sides[0][one].id for one in olds),
            new=tuple(self._sides[1][two].id for two in news),
            confidence=round(float(np.mean(sure)), 4) if sure else 0.0,
            evidence=self._evidence(at) if at else {},
            runner_up=self._runner_up(olds[0], 0, news),
        )

    def alone(self, number: int, side: int, joined: Mapping[tuple[int, int], float]) -> Group:
        best = self._runner_up(number, side, ())
        near = best.score if best else 0.0
        name = (self._sides[side][number].id,)
        return Group(
            old=name if side == 0 else (),
            new=name if side == 1 else (),
            confidence=round(1.0 - min(near, 1.0), 4),
            evidence={},
            runner_up=best,
        )
