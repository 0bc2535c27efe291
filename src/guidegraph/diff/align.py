"""
What became of every entry of an edition: candidates, scores and assignment composed, and the reasons on request.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from guidegraph.diff.anchors import Rules, anchored
from guidegraph.diff.assign import grouped, one_to_one
from guidegraph.diff.attach import joints_of
from guidegraph.diff.entries import Entry, entries_of
from guidegraph.diff.features import pairs_of
from guidegraph.diff.score import Model, Scored, load_model, score_pairs
from guidegraph.model.edition import Edition


if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

__all__ = [
    "Alignment",
    "Candidate",
    "Explanation",
    "Group",
    "align",
    "align_entries",
    "explain",
]

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
    """
    A possible partner of an entry, and how likely it is.
    """

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
class Explanation:
    """
    Why an entry is where it is: its group, its candidates from the likeliest on, and a sentence.
    """

    id: str
    group: Group
    candidates: tuple[Candidate, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """
    The groups of two sequences of entries, every entry in exactly one; and what they were decided on.

    *groups* are in the order of the old document, then come those that are new alone.
    """

    old: tuple[Entry, ...]
    new: tuple[Entry, ...]
    groups: tuple[Group, ...]
    scored: Scored

    @property
    def links(self) -> frozenset[tuple[str, str]]:
        """
        Every pair of an old and a new id of one group.
        """
        return frozenset(
            (one, two) for group in self.groups for one in group.old for two in group.new
        )


def align(
    old: Edition, new: Edition, *, confirmed: Sequence[tuple[str, str]] = ()
) -> Alignment:
    """
    What became of every item of *old* in *new*; *confirmed* pairs of ids are an editor's and stand.
    """
    return align_entries(entries_of(old), entries_of(new), confirmed=confirmed)


def align_entries(
    old: Sequence[Entry],
    new: Sequence[Entry],
    *,
    confirmed: Sequence[tuple[str, str]] = (),
    model: Model | None = None,
) -> Alignment:
    """
    As `align`, for sequences of entries; the *model* is the packaged one unless another is given.

    A confirmed pair with an id that is in neither sequence is passed over.
    """
    model = model or load_model()
    decided = _decided(old, new, confirmed)
    busy_old, busy_new = {one for one, _ in decided}, {two for _, two in decided}
    settled = decided + [
        (one, two)
        for one, two in anchored(old, new)
        if one not in busy_old and two not in busy_new
    ]
    pairs = pairs_of(old, new, settled)
    scored = score_pairs(old, new, pairs, Rules(old, new, pairs, settled), model)
    edges = _edges(scored, model.floors["core"], busy_old, busy_new)
    core = one_to_one(len(old), edges, model.floors["core"])
    first: dict[int, int] = {}
    for one, two in decided:
        if one not in first and two not in first.values():
            first[one] = two
    joints = [
        joint
        for joint in joints_of(old, new, scored, core | first, model.attach)
        if joint.old not in busy_old and joint.new not in busy_new
    ]
    groups = grouped(core, joints, model.floors) + _united(decided)
    sure = {(joint.old, joint.new): joint.score for joint in joints}
    return Alignment(
        old=tuple(old),
        new=tuple(new),
        groups=_reported(old, new, groups, scored, sure),
        scored=scored,
    )


def explain(alignment: Alignment, entry_id: str) -> Explanation:
    """
    What decided about the entry of that id; of the old one, where both sides have the id.

    Raises:
        KeyError: no entry has the id.
    """
    old_ids = [entry.id for entry in alignment.old]
    is_old = entry_id in old_ids
    side = alignment.old if is_old else alignment.new
    number = [entry.id for entry in side].index(entry_id) if is_old else _index(side, entry_id)
    group = next(
        group for group in alignment.groups if entry_id in (group.old if is_old else group.new)
    )
    candidates = _candidates(alignment, number, is_old)
    return Explanation(
        id=entry_id,
        group=group,
        candidates=candidates,
        reason=_reason(group, candidates, is_old),
    )


def _index(entries: Sequence[Entry], entry_id: str) -> int:
    for number, entry in enumerate(entries):
        if entry.id == entry_id:
            return number
    raise KeyError(entry_id)


def _candidates(alignment: Alignment, number: int, is_old: bool) -> tuple[Candidate, ...]:
    pairs = alignment.scored.pairs
    mine, theirs = (pairs.old, pairs.new) if is_old else (pairs.new, pairs.old)
    others = alignment.new if is_old else alignment.old
    at = np.flatnonzero(mine == number)
    order = at[np.lexsort((theirs[at], -alignment.scored.scores[at]))]
    return tuple(
        Candidate(
            id=others[theirs[k]].id,
            score=float(alignment.scored.scores[k]),
            features={name: float(values[k]) for name, values in alignment.scored.features.items()},
        )
        for k in order
    )


def _reason(group: Group, candidates: Sequence[Candidate], is_old: bool) -> str:
    partners = group.new if is_old else group.old
    if not partners:
        if not candidates:
            return "nothing on the other side shares words or a place with it"
        best = candidates[0]
        return f"its likeliest partner {best.id!r} reaches only {best.score:.2f}"
    strongest = sorted(group.evidence.items(), key=lambda pair: (-pair[1], pair[0]))[:3]
    grounds = ", ".join(f"{name} {value:.2f}" for name, value in strongest)
    text = f"goes with {', '.join(map(repr, partners))}: {grounds}"
    if group.runner_up is not None:
        text += f"; next would be {group.runner_up.id!r} with {group.runner_up.score:.2f}"
    return text


def _decided(
    old: Sequence[Entry], new: Sequence[Entry], confirmed: Sequence[tuple[str, str]]
) -> list[tuple[int, int]]:
    at_old = {entry.id: number for number, entry in enumerate(old)}
    at_new = {entry.id: number for number, entry in enumerate(new)}
    return sorted(
        {
            (at_old[one], at_new[two])
            for one, two in confirmed
            if one in at_old and two in at_new
        }
    )


def _edges(
    scored: Scored, floor: float, busy_old: set[int], busy_new: set[int]
) -> list[tuple[int, int, float]]:
    likely = np.flatnonzero(scored.scores > floor)
    return [
        (one, two, score)
        for one, two, score in zip(
            scored.pairs.old[likely].tolist(),
            scored.pairs.new[likely].tolist(),
            scored.scores[likely].tolist(),
            strict=True,
        )
        if one not in busy_old and two not in busy_new
    ]


def _united(decided: Sequence[tuple[int, int]]) -> list[tuple[list[int], list[int]]]:
    """
    The confirmed pairs as groups: pairs that share an entry are of one group.
    """
    groups: list[tuple[set[int], set[int]]] = []
    for one, two in decided:
        touching = [group for group in groups if one in group[0] or two in group[1]]
        groups = [group for group in groups if group not in touching]
        olds = {one}.union(*(group[0] for group in touching))
        news = {two}.union(*(group[1] for group in touching))
        groups.append((olds, news))
    return [(sorted(olds), sorted(news)) for olds, news in groups]


def _reported(
    old: Sequence[Entry],
    new: Sequence[Entry],
    groups: Sequence[tuple[list[int], list[int]]],
    scored: Scored,
    joined: Mapping[tuple[int, int], float],
) -> tuple[Group, ...]:
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
    """
    The candidate pairs of each entry by score, to find runners-up and evidence.
    """

    def __init__(self, scored: Scored, sides: tuple[Sequence[Entry], Sequence[Entry]]) -> None:
        self._scored = scored
        self._sides = sides
        self._of: tuple[dict[int, list[int]], dict[int, list[int]]] = (
            defaultdict(list),
            defaultdict(list),
        )
        pairs = scored.pairs
        order = np.lexsort((pairs.new, pairs.old, -scored.scores))
        for at, one, two in zip(
            order.tolist(), pairs.old[order].tolist(), pairs.new[order].tolist(), strict=True
        ):
            self._of[0][one].append(at)
            self._of[1][two].append(at)

    def _other(self, at: int, side: int) -> int:
        pairs = self._scored.pairs
        return int(pairs.new[at] if side == 0 else pairs.old[at])

    def _runner_up(self, number: int, side: int, taken: Sequence[int]) -> Candidate | None:
        for at in self._of[side].get(number, []):
            other = self._other(at, side)
            if other not in taken:
                return Candidate(
                    id=self._sides[1 - side][other].id,
                    score=float(self._scored.scores[at]),
                    features=self._evidence([at]),
                )
        return None

    def _evidence(self, at: Sequence[int]) -> dict[str, float]:
        return {
            name: round(
                float(np.clip(np.mean([self._scored.features[source][k] for k in at]), 0, 1)), 4
            )
            for name, source in EVIDENCE.items()
        }

    def group(
        self,
        olds: Sequence[int],
        news: Sequence[int],
        joined: Mapping[tuple[int, int], float],
    ) -> Group:
        cells = [(one, two) for one in olds for two in news]
        at = [
            int(k)
            for k in self._scored.pairs.find(
                np.array([one for one, _ in cells]), np.array([two for _, two in cells])
            )
            if k >= 0
        ]
        sure = [
            max(joined.get(cell, 0.0), float(self._scored.scores[k]))
            for cell, k in zip(cells, at, strict=False)
        ]
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
