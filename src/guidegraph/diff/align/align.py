"""What became of every entry of an edition: candidates, scores and assignment composed; and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from guidegraph.diff.align.anchors import Rules, anchored
from guidegraph.diff.align.assign import floors_for, grouped, one_to_one
from guidegraph.diff.align.attach import joints_of
from guidegraph.diff.align.carve import carve
from guidegraph.diff.align.entries import Entry, entries_of
from guidegraph.diff.align.features import pairs_of
from guidegraph.diff.align.outcome import Alignment, Candidate, Group, reported
from guidegraph.diff.align.score import Model, Scored, load_model, score_pairs
from guidegraph.diff.align.strangers import strangers
from guidegraph.model.edition import Edition


__all__ = ["Alignment", "Candidate", "Explanation", "Group", "align", "align_entries", "explain"]


# How sure a piece is that was carved out of an item: nearly all its words are words the item lost.
CARVED = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """
    Why an entry is where it is: its group, its candidates from the likeliest on, and a sentence.
    """

    id: str
    group: Group
    candidates: tuple[Candidate, ...]
    reason: str


def align(old: Edition, new: Edition, *, confirmed: Sequence[tuple[str, str]] = ()) -> Alignment:
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
        (one, two) for one, two in anchored(old, new) if one not in busy_old and two not in busy_new
    ]
    pairs = pairs_of(old, new, settled)
    scored = score_pairs(old, new, pairs, Rules(old, new, pairs, settled), model)
    scored = replace(scored, scores=np.where(strangers(scored), 0.0, scored.scores))
    floors = floors_for(scored, model.floors)
    edges = _edges(scored, floors["core"], busy_old, busy_new)
    core = one_to_one(len(old), edges, floors["core"])
    first: dict[int, int] = {}
    for one, two in decided:
        if one not in first and two not in first.values():
            first[one] = two
    joints = [
        joint
        for joint in joints_of(old, new, scored, core | first, model.attach)
        if joint.old not in busy_old and joint.new not in busy_new
    ]
    linked = grouped(core, joints, floors)
    groups = carve(old, new, linked)
    sure = {(joint.old, joint.new): joint.score for joint in joints}
    sure |= dict.fromkeys(_cells(groups) - _cells(linked), CARVED)
    groups += _united(decided)
    return Alignment(
        old=tuple(old),
        new=tuple(new),
        groups=reported(old, new, groups, scored, sure),
        scored=scored,
    )


def _cells(groups: Sequence[tuple[list[int], list[int]]]) -> set[tuple[int, int]]:
    return {(one, two) for olds, news in groups for one in olds for two in news}


def explain(alignment: Alignment, entry_id: str, *, is_old: bool) -> Explanation:
    """
    What decided about the old, or the new, entry of that id.

    Raises:
        KeyError: that side has no such entry.
    """
    number = _index(alignment.old if is_old else alignment.new, entry_id)
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
    scored = alignment.scored
    order = at[np.lexsort((theirs[at], -scored.features["words"][at], -scored.scores[at]))]
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
        {(at_old[one], at_new[two]) for one, two in confirmed if one in at_old and two in at_new}
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
    """The confirmed pairs as groups: pairs that share an entry are of one group."""
    groups: list[tuple[set[int], set[int]]] = []
    for one, two in decided:
        touching = [group for group in groups if one in group[0] or two in group[1]]
        groups = [group for group in groups if group not in touching]
        olds = {one}.union(*(group[0] for group in touching))
        news = {two}.union(*(group[1] for group in touching))
        groups.append((olds, news))
    return [(sorted(olds), sorted(news)) for olds, news in groups]
