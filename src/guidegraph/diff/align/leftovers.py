"""
Entries without a partner after the one-to-one core: attached to an entry that has one, carved out
of its neighbour, or folded into it.

A part of a split or a merge has a real share of the words of the whole, and the parts together
cover the whole. If a statement became a list, or a list one statement, each piece alone has too few
words to be aligned. But it is next to the item, and its words are those that the item lost or
gained.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import Indel

from guidegraph.diff.align.candidates import offspring
from guidegraph.diff.align.entries import Entry, EntryGroup, plain, words
from guidegraph.diff.align.features import Pairs
from guidegraph.diff.align.score import Scored


if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

__all__ = ["ATTACH", "attached", "carve", "lineages", "related"]

# A leftover joins a group if it is at least this likely.
ATTACH = 0.5
# The share of its words that a part has from the whole, the share of the whole that it has, and the
# share of the whole that all parts have.
FROM_WHOLE, OF_WHOLE, COVERED = 0.25, 0.1, 0.4
# The share of the whole, and of their own words, that the halves of a whole have to cover.
ALL_OF_IT = 0.9
# The share of what a whole has beyond its other parts that comes from a part it absorbed.
MUCH_OF_IT = 0.5
# A leftover with less of its own than this share of its words only repeats another part.
OWN = 0.1


def attached(
    old: Sequence[Entry], new: Sequence[Entry], scored: Scored, core: Mapping[int, int]
) -> list[EntryGroup]:
    """
    The core pairs as groups, and the leftovers attached to them, the surest first.

    A leftover is attached once. A group grows on one side only: a split is one to many and a merge
    many to one. An entry and one below it are not two parts of one group. A part whose words are
    all in the whole, and that brought what the whole has beyond its other parts, needs no score;
    nor do halves of a whole, which may be below each other: "Loans and returns" may become "Loans"
    and, below it, "Returns".
    """
    sides = old, new
    groups = [EntryGroup([one], [two]) for one, two in sorted(core.items())]
    home = (
        {group.old[0]: group for group in groups},
        {group.new[0]: group for group in groups},
    )
    masses = _Masses(scored.pairs)
    spans = [lineages(side) for side in sides]
    ends = scored.pairs.old, scored.pairs.new
    features = scored.features
    # A part whose words are all those of the whole may be the half that the partner does not have.
    inside = np.maximum(features["old_kept"], features["new_kept"]) >= ALL_OF_IT
    likely = np.flatnonzero((scored.scores >= ATTACH) | inside)
    order = likely[np.lexsort((ends[1][likely], ends[0][likely], -scored.scores[likely]))]
    for at in order.tolist():
        pair = int(ends[0][at]), int(ends[1][at])
        free = [pair[side] not in home[side] for side in (0, 1)]
        if free[0] == free[1]:
            continue
        mine = 0 if free[0] else 1
        part, whole = pair[mine], pair[1 - mine]
        group = home[1 - mine][whole]
        if len(group[1 - mine]) > 1:
            continue
        others = group[mine]
        halves = len(others) == 1 and masses.apart(mine, part, whole, others[0])
        if not halves and (
            (scored.scores[at] < ATTACH and not masses.absorbed(mine, part, whole, others))
            or any(related(spans[mine], part, other) for other in others)
            or any(masses.repeats(mine, part, other) for other in others)
            or not masses.holds(mine, part, whole, others)
        ):
            continue
        others.append(part)
        home[mine][part] = group
    for group in groups:
        group.old.sort()
        group.new.sort()
    return groups


def lineages(entries: Sequence[Entry]) -> list[tuple[int, int]]:
    """For each entry, where it begins and ends in a walk through the tree; (-1, -1) in a circle."""
    under = offspring(entries)
    spans = [(-1, -1)] * len(entries)
    clock = 0
    for root in under.get(-1, []):
        stack = [(root, False)]
        while stack:
            entry, done = stack.pop()
            if done:
                spans[entry] = (spans[entry][0], clock)
                continue
            spans[entry] = (clock, clock)
            clock += 1
            stack.append((entry, True))
            stack.extend((child, False) for child in under.get(entry, []))
    return spans


def related(spans: Sequence[tuple[int, int]], one: int, other: int) -> bool:
    """Whether one of two entries is below the other."""
    (a, a_end), (b, b_end) = spans[one], spans[other]
    return a <= b < a_end or b <= a < b_end


class _Masses:
    """The summed rarity of the words that entries have in common."""

    def __init__(self, pairs: Pairs) -> None:
        self._words = pairs.words
        self._rarity = pairs.rarity
        self._grammar = pairs.grammar

    def _set(self, side: int, number: int) -> frozenset[int]:
        rows = self._words[side]
        terms = rows.terms[rows.start[number] : rows.start[number + 1]].tolist()
        return frozenset(terms) - self._grammar

    def _mass(self, terms: frozenset[int]) -> float:
        return float(self._rarity[sorted(terms)].sum()) if terms else 0.0

    def repeats(self, side: int, part: int, other: int) -> bool:
        """Whether *part* says hardly anything that the *other* entry of its side does not."""
        mine = self._set(side, part)
        return self._mass(mine - self._set(side, other)) < OWN * self._mass(mine)

    def apart(self, side: int, part: int, whole: int, other: int) -> bool:
        """Whether two entries are the halves of the *whole*: nearly all of it, no word twice."""
        all_of_it = self._set(1 - side, whole)
        sets = self._set(side, part), self._set(side, other)
        mine, theirs = sets[0] & all_of_it, sets[1] & all_of_it
        return (
            mine.isdisjoint(theirs)
            and self._mass(mine | theirs) >= ALL_OF_IT * self._mass(all_of_it)
            and self._mass(mine | theirs) >= ALL_OF_IT * self._mass(sets[0] | sets[1])
            and bool(mine and theirs)
        )

    def absorbed(self, side: int, part: int, whole: int, others: Sequence[int]) -> bool:
        """
        Whether nearly all of *part* is in the *whole*, and much that the whole has beyond the
        *others* is from it; these have a real share of the whole, too.
        """
        mine, all_of_it = self._set(side, part), self._set(1 - side, whole)
        beyond = all_of_it.difference(*(self._set(side, other) for other in others))
        return (
            bool(beyond & mine)
            and self._mass(all_of_it - beyond) >= FROM_WHOLE * self._mass(all_of_it)
            and self._mass(mine & all_of_it) >= ALL_OF_IT * self._mass(mine)
            and self._mass(mine & beyond) >= MUCH_OF_IT * self._mass(beyond)
        )

    def holds(self, side: int, part: int, whole: int, others: Sequence[int]) -> bool:
        """Whether *part* and the *others*, entries of *side*, together are the *whole*."""
        mine, all_of_it = self._set(side, part), self._set(1 - side, whole)
        goal = max(self._mass(all_of_it), 1e-9)
        shared = mine & all_of_it
        together = shared.union(*(self._set(side, other) & all_of_it for other in others))
        return (
            self._mass(shared) >= FROM_WHOLE * self._mass(mine)
            and self._mass(shared) >= OF_WHOLE * goal
            and self._mass(together) >= COVERED * goal
        )


# At least this share of the words of a piece must be among those lost or gained, in order;
# all of a short one, adjacent.
_SHARE = 0.8
_SHORT = 4
# Nothing is carved out of longer texts: what they lost would take too long to find.
MOST_WORK = 25_000_000


def carve(
    old: Sequence[Entry],
    new: Sequence[Entry],
    groups: Sequence[EntryGroup],
    taken: tuple[Collection[int], Collection[int]] = ((), ()),
) -> list[EntryGroup]:
    """
    The groups with the neighbours that were carved out of, or folded into, their items.

    Args:
        old, new: the entries of both sides, in document order.
        groups: entries that belong together.
        taken: other entries that are not free, of both sides.
    """
    busy = set(taken[0]), set(taken[1])
    for group in groups:
        busy[0].update(group.old)
        busy[1].update(group.new)
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
    if not left:
        return []
    pieces: list[int] = []
    home = others[partners[0]]
    behind = range(min(partners) + 1, len(others))
    before = range(min(partners) - 1, -1, -1)
    for neighbours in (behind, before):
        for at in neighbours:
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
    if whole == said or len(whole) * len(said) > MOST_WORK:
        return []
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
