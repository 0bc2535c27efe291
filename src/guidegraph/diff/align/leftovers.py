"""
Entries without a partner after the one-to-one core: attached to an entry that has one, carved out
of its neighbour, or folded into it.

If a statement became a list, or a list one statement, each piece alone has too few words to be
aligned. But it is next to the item, and its words are those that the item lost or gained.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import Indel

from guidegraph.diff.align.entries import Entry, EntryGroup, plain, words
from guidegraph.diff.align.rules import verbatim
from guidegraph.diff.align.score import Forest, Scored
from guidegraph.diff.align.vectors import Rows


if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

__all__ = ["Attachment", "attachable", "attachments_of", "carve"]

CHOICES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A way to attach a leftover: a pair (old, new), one of which is free, and how likely it is."""

    old: int
    new: int
    free_old: bool
    score: float


def attachable(
    old: Sequence[Entry], new: Sequence[Entry], scored: Scored, core: Mapping[int, int]
) -> tuple[Ints, dict[str, Floats]]:
    """
    The pairs with exactly one free entry, at most six for each free entry, and their features.

    A free entry that repeats the partner of the other word for word stays alone.
    """
    pairs = scored.pairs
    one, two = pairs.old, pairs.new
    holder = {j: i for i, j in core.items()}
    free_old = np.array([i not in core for i in range(len(old))], dtype=bool)[one]
    free_new = np.array([j not in holder for j in range(len(new))], dtype=bool)[two]
    own = pairs.features
    near = (
        own["words"]
        + own["grams"]
        + np.maximum(own["old_kept"], own["new_kept"])
        + np.maximum(own["folded"], own["carved"])
    ) * (own["kind"] + 0.1)
    chosen = np.flatnonzero(free_old != free_new)
    free = np.where(free_old, one, len(old) + two)[chosen]
    order = chosen[np.lexsort((chosen, -near[chosen], free))]
    masses = _Masses(pairs.words, pairs.rarity)
    # The pair that each candidate would join: that of its other entry.
    joined = [
        (holder[j], j) if free else (i, core[i])
        for i, j, free in zip(
            one[order].tolist(), two[order].tolist(), free_old[order].tolist(), strict=True
        )
    ]
    ends = np.array(joined, dtype=np.int64).reshape(-1, 2)
    settled_at = pairs.find(ends[:, 0], ends[:, 1]).tolist()
    rows: list[tuple[float, ...]] = []
    kept: list[int] = []
    rank, last = 0, -1
    for at, settled in zip(order.tolist(), settled_at, strict=True):
        i, j = int(one[at]), int(two[at])
        leftover = i if free_old[at] else len(old) + j
        rank = rank + 1 if leftover == last else 0
        last = leftover
        if rank >= CHOICES:
            continue
        if free_old[at]:
            rival = holder[j]
            same = verbatim(old[rival]) == verbatim(old[i])
            row = masses.compare((0, i), (1, j), (0, rival))
        else:
            rival = core[i]
            same = verbatim(new[rival]) == verbatim(new[j])
            row = masses.compare((1, j), (0, i), (1, rival))
        if same:
            continue
        kept.append(int(at))
        side = 0.0 if free_old[at] else 1.0
        rows.append((side, float(scored.scores[settled]), *row, 1.0 / (1.0 + rank)))
    names = ("new_is_free", "partner_score", "free_kept", "gain", "new_cover", "room", "choice")
    table = np.round(np.array(rows, dtype=float).reshape(-1, len(names)), 6)
    where = np.array(kept, dtype=np.int64)
    features = {name: values[where] for name, values in scored.features.items()}
    return where, features | {name: table[:, k] for k, name in enumerate(names)}


def attachments_of(
    old: Sequence[Entry],
    new: Sequence[Entry],
    scored: Scored,
    core: Mapping[int, int],
    forest: Forest,
) -> list[Attachment]:
    """The ways to attach leftovers, each with its score."""
    where, features = attachable(old, new, scored, core)
    scores = forest.probability(features, len(where))
    pairs = scored.pairs
    odd = pairs.features["kind"][where] < 1
    return [
        Attachment(
            old=int(pairs.old[at]),
            new=int(pairs.new[at]),
            free_old=int(pairs.old[at]) not in core,
            score=float(score) * (0.1 if other else 1.0),
        )
        for at, score, other in zip(where, scores, odd, strict=True)
    ]


class _Masses:
    """The summed rarity of sets of words."""

    def __init__(self, words: tuple[Rows, Rows], rarity: Floats) -> None:
        self._words = words
        self._rarity = rarity
        self._known: dict[tuple[int, int], frozenset[int]] = {}

    def _set(self, key: tuple[int, int]) -> frozenset[int]:
        if key not in self._known:
            rows = self._words[key[0]]
            cut = slice(rows.start[key[1]], rows.start[key[1] + 1])
            self._known[key] = frozenset(rows.terms[cut].tolist())
        return self._known[key]

    def _mass(self, terms: frozenset[int]) -> float:
        return float(self._rarity[sorted(terms)].sum()) if terms else 0.0

    def compare(
        self, free: tuple[int, int], target: tuple[int, int], rival: tuple[int, int]
    ) -> tuple[float, float, float, float]:
        """
        Of the free entry: the share that the target has, and the share that only the free one has.
        Of the target: the share that the free one newly covers, and the share that its partner does
        not cover.
        """
        mine, theirs, other = self._set(free), self._set(target), self._set(rival)
        whole, goal = max(self._mass(mine), 1e-9), max(self._mass(theirs), 1e-9)
        shared = mine & theirs
        news = self._mass(shared - other)
        return (
            self._mass(shared) / whole,
            news / whole,
            news / goal,
            self._mass(theirs - other) / goal,
        )


# At least this share of the words of a piece must be among those lost or gained, in order;
# all of a short one, adjacent.
_SHARE = 0.8
_SHORT = 4


def carve(
    old: Sequence[Entry], new: Sequence[Entry], groups: Sequence[EntryGroup]
) -> list[EntryGroup]:
    """
    The groups with the neighbours that were carved out of, or folded into, their items.

    Args:
        old, new: the entries of both sides, in document order.
        groups: entries that belong together.
    """
    busy = {one for olds, _ in groups for one in olds}, {two for _, news in groups for two in news}
    found: list[EntryGroup] = []
    for olds, news in groups:
        carved = _pieces(old[olds[0]], new, news, busy[1]) if len(olds) == 1 else []
        folded = _pieces(new[news[0]], old, olds, busy[0]) if len(news) == 1 and not carved else []
        busy[0].update(folded)
        busy[1].update(carved)
        found.append(EntryGroup(sorted([*olds, *folded]), sorted([*news, *carved])))
    return found


def _pieces(
    whole: Entry, others: Sequence[Entry], partners: Sequence[int], busy: set[int]
) -> list[int]:
    """The free neighbours of *partners* with the words of *whole* that its partners do not have."""
    if not whole.text or any(not others[at].text for at in partners):
        return []
    said_already = [word for at in partners for word in _said(others[at])]
    left = _unsaid(_said(whole), said_already)
    pieces: list[int] = []
    home = others[partners[0]]
    for at in range(min(partners) + 1, len(others)):
        if at in partners:
            continue
        piece = others[at]
        if at in busy or piece.parent != home.parent or piece.type != home.type:
            break
        said = _said(piece)
        if not said or not _among(said, left):
            break
        left = _unsaid(left, said)
        pieces.append(at)
    return pieces


def _said(entry: Entry) -> list[str]:
    return words(plain(entry.text))


def _unsaid(whole: Sequence[str], said: Sequence[str]) -> list[str]:
    return [
        word
        for edit in Indel.opcodes(whole, said)
        if edit.tag != "equal"
        for word in whole[edit.src_start : edit.src_end]
    ]


def _among(piece: Sequence[str], left: Sequence[str]) -> bool:
    if len(piece) < _SHORT:
        runs = range(len(left) - len(piece) + 1)
        return any(list(left[at : at + len(piece)]) == list(piece) for at in runs)
    shared = sum(
        edit.src_end - edit.src_start for edit in Indel.opcodes(piece, left) if edit.tag == "equal"
    )
    return shared >= _SHARE * len(piece)
