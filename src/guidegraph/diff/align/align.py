"""The alignment of one old edition with a new one: candidates, scores and assignment composed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from guidegraph.diff.align.assign import one_to_one
from guidegraph.diff.align.candidates import offspring
from guidegraph.diff.align.entries import Entry, EntryGroup, entries_of
from guidegraph.diff.align.features import pairs_of, repeated
from guidegraph.diff.align.leftovers import ATTACH, attached, carve
from guidegraph.diff.align.rules import Rules, anchored, verbatim
from guidegraph.diff.align.score import Model, Scored, load_model, score_pairs
from guidegraph.model.alignment import Alignment, Group, components
from guidegraph.model.changes import Ref
from guidegraph.model.edition import Edition


if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bools = NDArray[np.bool_]

__all__ = ["align", "align_entries"]

# The confidence of a piece carved out of an item, or of its half: nearly all its words are words
# the item lost.
CARVED = 0.9

# What is less likely than this is not linked.
FLOOR = 0.2

# What is said of an item without a counterpart is never certain.
SUREST_ALONE = 0.99

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


def align(
    old: Edition,
    new: Edition,
    *,
    confirmed: Sequence[tuple[str, str]] = (),
    identified: Sequence[tuple[str, str]] = (),
) -> Alignment:
    """
    The outcome for every item of *old* in *new*. Pairs of ids that are *confirmed* are kept as they
    are; those that are *identified* are kept too, and others may join them.
    """
    return align_entries(
        entries_of(old), entries_of(new), confirmed=confirmed, identified=identified
    )


def align_entries(
    old: Sequence[Entry],
    new: Sequence[Entry],
    *,
    confirmed: Sequence[tuple[str, str]] = (),
    identified: Sequence[tuple[str, str]] = (),
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
    same = [
        (one, two)
        for one, two in _decided(old, new, identified)
        if one not in busy_old and two not in busy_new
    ]
    known_old, known_new = {one for one, _ in same}, {two for _, two in same}
    settled = [
        *decided,
        *same,
        *(
            (one, two)
            for one, two in anchored(old, new)
            if one not in busy_old | known_old and two not in busy_new | known_new
        ),
    ]
    pairs = pairs_of(old, new, settled)
    scored = score_pairs(old, new, pairs, Rules(old, new, pairs, settled), model)
    edges = _edges(scored, FLOOR, busy_old | known_old, busy_new | known_new)
    core = one_to_one(len(old), edges, FLOOR) | dict(same)
    linked = _without_homeless(old, new, attached(old, new, scored, core), settled)
    groups = carve(old, new, linked, (busy_old, busy_new))
    likely = set(_cells_above(scored, ATTACH))
    carved = dict.fromkeys(sorted(_cells(groups) - set(core.items()) - likely), CARVED)
    groups += [EntryGroup(sorted(olds), sorted(news)) for olds, news in components(decided)]
    ids = tuple(entry.edition for entry in old[:1])
    grounds = dict.fromkeys(ids, _Candidates(old, new, scored))
    outcome = _Outcome(scored, model, carved)
    return Alignment(groups=_reported(old, new, groups, outcome), grounds=grounds)


def _without_homeless(
    old: Sequence[Entry],
    new: Sequence[Entry],
    groups: Sequence[EntryGroup],
    settled: Sequence[tuple[int, int]],
) -> list[EntryGroup]:
    """
    The groups without headings that every chapter has and that are not of one chapter.

    A heading that its edition repeats goes with what it is below, or with what is below it.
    """
    common = [
        repeated([verbatim(entry) for entry in side]) & _headings(side) for side in (old, new)
    ]
    together = _cells(groups)
    followed = {
        (above, there)
        for one, two in sorted(together)
        if not common[0][one]
        and (above := old[one].parent) is not None
        and (there := new[two].parent) is not None
    }
    known = set(settled)
    kept: list[EntryGroup] = []
    gone: set[tuple[int, int]] = set()
    for group in groups:
        if len(group.old) == len(group.new) == 1:
            one, two = group.old[0], group.new[0]
            above, there = old[one].parent, new[two].parent
            if (
                common[0][one]
                and common[1][two]
                and (one, two) not in known | followed
                and above is not None
                and there is not None
                and ((above, there) not in together or (above, there) in gone)
            ):
                gone.add((one, two))
                continue
        kept.append(group)
    return kept


def _cells(groups: Sequence[EntryGroup]) -> set[tuple[int, int]]:
    return {(one, two) for olds, news in groups for one in olds for two in news}


def _cells_above(scored: Scored, least: float) -> Iterator[tuple[int, int]]:
    at = np.flatnonzero(scored.scores >= least)
    return zip(scored.pairs.old[at].tolist(), scored.pairs.new[at].tolist(), strict=True)


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


def _headings(entries: Sequence[Entry]) -> Bools:
    """Which entries have no text of their own, or other entries below them."""
    under = offspring(entries)
    return np.array([not entry.text or at in under for at, entry in enumerate(entries)], dtype=bool)


def _reported(
    old: Sequence[Entry], new: Sequence[Entry], groups: Sequence[EntryGroup], outcome: _Outcome
) -> tuple[Group, ...]:
    """The groups as groups of items, with the entries in none of them as groups of their own."""
    found: list[tuple[tuple[int, int], Group]] = []
    for olds, news in groups:
        sure, evidence = outcome.of(olds, news)
        group = Group(
            old=tuple(old[one].ref for one in olds),
            new=tuple(new[two].ref for two in news),
            confidence=sure,
            evidence=evidence,
        )
        found.append(((0, olds[0]), group))
    alone = outcome.alone(0), outcome.alone(1)
    seen_old = {one for olds, _ in groups for one in olds}
    seen_new = {two for _, news in groups for two in news}
    for number, entry in enumerate(old):
        if number not in seen_old:
            found.append(((0, number), Group(old=(entry.ref,), confidence=alone[0][number])))
    for number, entry in enumerate(new):
        if number not in seen_new:
            found.append(((1, number), Group(new=(entry.ref,), confidence=alone[1][number])))
    return tuple(group for _, group in sorted(found, key=lambda pair: pair[0]))


class _Outcome:
    """How sure groups are, and the evidence for them, from the candidate pairs in them."""

    def __init__(self, scored: Scored, model: Model, carved: Cells) -> None:
        pairs = scored.pairs
        sure = model.calibrated(scored.scores)
        self._sure: list[float] = np.where(scored.scores == 1.0, 1.0, sure).tolist()
        self._carved = carved
        self._at = {
            cell: at
            for at, cell in enumerate(zip(pairs.old.tolist(), pairs.new.tolist(), strict=True))
        }
        self._table = np.clip(
            np.column_stack([scored.features[name] for name in EVIDENCE.values()]), 0.0, 1.0
        )
        self._alone: list[list[float]] = []
        for ends, size in zip((pairs.old, pairs.new), pairs.size, strict=True):
            best = np.zeros(size)
            np.maximum.at(best, ends, scored.scores)
            self._alone.append(np.minimum(np.round(1.0 - best, 4), SUREST_ALONE).tolist())

    def of(self, olds: Sequence[int], news: Sequence[int]) -> tuple[float, dict[str, float]]:
        """The confidence of a group, and its evidence."""
        cells = [(one, two) for one in olds for two in news if (one, two) in self._at]
        if not cells:
            return 0.0, {}
        at = [self._at[cell] for cell in cells]
        sure = [max(self._carved.get(cell, 0.0), self._sure[self._at[cell]]) for cell in cells]
        # Most groups are pairs, and a mean of one row takes longer than the row.
        means = self._table[at[0]] if len(at) == 1 else self._table[at].mean(axis=0)
        return (
            round(float(np.mean(sure)), 4),
            dict(zip(EVIDENCE, means.round(4).tolist(), strict=True)),
        )

    def alone(self, side: int) -> list[float]:
        """
        How sure it is that each entry has no partner: less, the likelier its best one is.

        This is not calibrated. How often it is true depends on how much an edition merges.
        """
        return self._alone[side]


class _Candidates:
    """The likeliest candidates of each entry, and the nearest one by words, as an index."""

    def __init__(self, old: Sequence[Entry], new: Sequence[Entry], scored: Scored) -> None:
        pairs, scores, words = scored.pairs, scored.scores, scored.features["words"]
        likeness = (words + scored.features["grams"]) / 2.0
        ends = pairs.old, pairs.new
        self._refs = tuple(entry.ref for entry in old), tuple(entry.ref for entry in new)
        self._number = tuple({ref: at for at, ref in enumerate(refs)} for refs in self._refs)
        kept = np.zeros(len(scores), dtype=bool)
        ranked, nearest = [], []
        for side in (0, 1):
            mine, theirs = ends[side], ends[1 - side]
            order = np.lexsort((theirs, -words, -scores, mine))
            place = np.arange(len(order)) - np.searchsorted(mine[order], mine[order])
            kept[order[place < KEPT]] = True
            ranked.append(order)
            order = np.lexsort((theirs, -likeness, mine))
            first = order[np.unique(mine[order], return_index=True)[1]]
            nearest.append(
                {
                    int(mine[at]): (int(theirs[at]), round(float(likeness[at]), 4))
                    for at in first[likeness[first] > 0]
                }
            )
        self._nearest = tuple(nearest)
        at = np.cumsum(kept) - 1
        self._ends = ends[0][kept], ends[1][kept]
        self._order = tuple(at[order[kept[order]]] for order in ranked)
        self._starts = tuple(
            np.searchsorted(self._ends[side][self._order[side]], np.arange(pairs.size[side] + 1))
            for side in (0, 1)
        )
        self._scores = scores[kept]
        self._features = {
            name: values[kept].astype(np.float32) for name, values in scored.features.items()
        }

    def candidates(
        self, ref: Ref, *, is_old: bool
    ) -> Iterator[tuple[Ref, float, Mapping[str, float]]]:
        """The likeliest counterparts of an entry: which, how likely, and the evidence for each."""
        side = 0 if is_old else 1
        number = self._number[side][ref]
        start = self._starts[side]
        for k in self._order[side][start[number] : start[number + 1]].tolist():
            features = {name: float(values[k]) for name, values in self._features.items()}
            other = self._refs[1 - side][int(self._ends[1 - side][k])]
            yield other, float(self._scores[k]), features

    def closest(self, ref: Ref, *, is_old: bool) -> tuple[Ref, float] | None:
        """The candidate whose words and letters are most like an entry's, and how like they are."""
        side = 0 if is_old else 1
        found = self._nearest[side].get(self._number[side][ref])
        return None if found is None else (self._refs[1 - side][found[0]], found[1])
