"""The alignment of one old edition with a new one: candidates, scores and assignment composed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from guidegraph.diff.align.assign import floors_for, grouped, one_to_one
from guidegraph.diff.align.entries import Entry, EntryGroup, entries_of
from guidegraph.diff.align.features import pairs_of
from guidegraph.diff.align.leftovers import attachments_of, carve
from guidegraph.diff.align.rules import Rules, anchored, strangers
from guidegraph.diff.align.score import Model, Scored, load_model, score_pairs
from guidegraph.model.alignment import Alignment, Group, components
from guidegraph.model.changes import Ref
from guidegraph.model.edition import Edition


__all__ = ["align", "align_entries"]

# The confidence of a piece carved out of an item: nearly all its words are words the item lost.
CARVED = 0.9

# How many candidates of each entry are stored, for explanations.
KEPT = 8

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
"""The evidence for a group, and the feature that measures it."""

Cells = Mapping[tuple[int, int], float]


def align(old: Edition, new: Edition, *, confirmed: Sequence[tuple[str, str]] = ()) -> Alignment:
    """The outcome for every item of *old* in *new*; *confirmed* pairs of ids are always kept."""
    return align_entries(entries_of(old), entries_of(new), confirmed=confirmed)


def align_entries(
    old: Sequence[Entry],
    new: Sequence[Entry],
    *,
    confirmed: Sequence[tuple[str, str]] = (),
    model: Model | None = None,
) -> Alignment:
    """
    As `align`, for sequences of entries; by default the *model* is that of the package.

    A confirmed pair with an unknown id is ignored. The groups are in the order of the old document,
    then those that are new.
    """
    model = model or load_model()
    decided = _decided(old, new, confirmed)
    busy_old, busy_new = {one for one, _ in decided}, {two for _, two in decided}
    settled = decided + [
        (one, two) for one, two in anchored(old, new) if one not in busy_old and two not in busy_new
    ]
    pairs = pairs_of(old, new, settled)
    scored = score_pairs(old, new, pairs, Rules(old, new, pairs, settled), model)
    strange = strangers(pairs.features, scored.scores)
    scored = replace(scored, scores=np.where(strange, 0.0, scored.scores))
    floors = floors_for(scored, model.floors)
    edges = _edges(scored, floors["core"], busy_old, busy_new)
    core = one_to_one(len(old), edges, floors["core"])
    first: dict[int, int] = {}
    for one, two in decided:
        if one not in first and two not in first.values():
            first[one] = two
    attachments = [
        attachment
        for attachment in attachments_of(old, new, scored, core | first, model.attach)
        if attachment.old not in busy_old and attachment.new not in busy_new
    ]
    linked = grouped(core, attachments, floors)
    groups = carve(old, new, linked)
    sure = {(attachment.old, attachment.new): attachment.score for attachment in attachments}
    sure |= dict.fromkeys(_cells(groups) - _cells(linked), CARVED)
    groups += [EntryGroup(sorted(olds), sorted(news)) for olds, news in components(decided)]
    ids = tuple(entry.edition for entry in old[:1])
    grounds = dict.fromkeys(ids, _LikeliestCandidates(old, new, scored))
    return Alignment(groups=_reported(old, new, groups, scored, sure), grounds=grounds)


def _cells(groups: Sequence[EntryGroup]) -> set[tuple[int, int]]:
    return {(one, two) for olds, news in groups for one in olds for two in news}


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


# -- the groups to report ------------------------------------------------------------------


def _reported(
    old: Sequence[Entry],
    new: Sequence[Entry],
    groups: Sequence[EntryGroup],
    scored: Scored,
    joined: Cells,
) -> tuple[Group, ...]:
    """
    The groups as groups of items, with the entries in none of them as groups of their own.

    *joined* has the scores of the attached leftovers.
    """
    evidence = _Evidence(scored)
    found: list[tuple[tuple[int, int], Group]] = []
    for olds, news in groups:
        sure, grounds = evidence.of(olds, news, joined)
        group = Group(
            old=tuple(old[one].ref for one in olds),
            new=tuple(new[two].ref for two in news),
            confidence=sure,
            evidence=grounds,
        )
        found.append(((0, olds[0]), group))
    seen_old = {one for olds, _ in groups for one in olds}
    seen_new = {two for _, news in groups for two in news}
    for number, entry in enumerate(old):
        if number not in seen_old:
            alone = Group(old=(entry.ref,), confidence=evidence.alone(number, side=0))
            found.append(((0, number), alone))
    for number, entry in enumerate(new):
        if number not in seen_new:
            alone = Group(new=(entry.ref,), confidence=evidence.alone(number, side=1))
            found.append(((1, number), alone))
    return tuple(group for _, group in sorted(found, key=lambda pair: pair[0]))


class _Evidence:
    """The evidence for groups, from the candidate pairs in them."""

    def __init__(self, scored: Scored) -> None:
        pairs = scored.pairs
        self._scores: list[float] = scored.scores.tolist()
        self._at = {
            cell: at
            for at, cell in enumerate(zip(pairs.old.tolist(), pairs.new.tolist(), strict=True))
        }
        self._table = np.clip(
            np.column_stack([scored.features[name] for name in EVIDENCE.values()]), 0.0, 1.0
        )
        self._best = [np.zeros(size) for size in pairs.size]
        for best, ends in zip(self._best, (pairs.old, pairs.new), strict=True):
            np.maximum.at(best, ends, scored.scores)

    def of(
        self, olds: Sequence[int], news: Sequence[int], joined: Cells
    ) -> tuple[float, dict[str, float]]:
        """The confidence of a group, and its evidence."""
        cells = [(one, two) for one in olds for two in news if (one, two) in self._at]
        if not cells:
            return 0.0, {}
        at = [self._at[cell] for cell in cells]
        sure = [max(joined.get(cell, 0.0), self._scores[self._at[cell]]) for cell in cells]
        means = self._table[at].mean(axis=0)
        return (
            round(float(np.mean(sure)), 4),
            dict(zip(EVIDENCE, means.round(4).tolist(), strict=True)),
        )

    def alone(self, number: int, *, side: int) -> float:
        """How sure it is that an entry has no partner: less, the likelier its best one is."""
        return round(1.0 - min(float(self._best[side][number]), 1.0), 4)


class _LikeliestCandidates:
    """The likeliest candidates of each entry, in compact form (`Grounds`)."""

    def __init__(self, old: Sequence[Entry], new: Sequence[Entry], scored: Scored) -> None:
        pairs, scores, words = scored.pairs, scored.scores, scored.features["words"]
        kept = np.zeros(len(scores), dtype=bool)
        for mine, theirs in ((pairs.old, pairs.new), (pairs.new, pairs.old)):
            order = np.lexsort((theirs, -words, -scores, mine))
            ranked = mine[order]
            kept[order[np.arange(len(order)) - np.searchsorted(ranked, ranked) < KEPT]] = True
        self._sides = tuple(entry.ref for entry in old), tuple(entry.ref for entry in new)
        self._ends = pairs.old[kept], pairs.new[kept]
        self._scores = scores[kept]
        self._features = {
            name: values[kept].astype(np.float32) for name, values in scored.features.items()
        }

    def candidates(
        self, ref: Ref, *, is_old: bool
    ) -> Iterator[tuple[Ref, float, Mapping[str, float]]]:
        """The likeliest counterparts of an entry: which, how likely, and the evidence for each."""
        side = 0 if is_old else 1
        mine, theirs = self._ends[side], self._ends[1 - side]
        at = np.flatnonzero(mine == self._sides[side].index(ref))
        for k in at[np.lexsort((theirs[at], -self._features["words"][at], -self._scores[at]))]:
            features = {name: float(values[k]) for name, values in self._features.items()}
            yield self._sides[1 - side][theirs[k]], float(self._scores[k]), features

    def closest(self, ref: Ref, *, is_old: bool) -> tuple[Ref, float] | None:
        """The counterpart with the likest words, from 0 to 1; none where none shares any."""
        best: tuple[Ref, float] | None = None
        for other, _, features in self.candidates(ref, is_old=is_old):
            likeness = (features["words"] + features["grams"]) / 2
            if likeness > (best[1] if best else 0.0):
                best = other, likeness
        return best
