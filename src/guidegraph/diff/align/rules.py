"""
Rules about pairs without the learnt model: anchors, impossible pairs, and strangers.

Anchors need no score: entries with the same words, under ancestors with the same words, at
corresponding places.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from guidegraph.diff.align.candidates import offspring
from guidegraph.diff.align.entries import Entry, plain, words
from guidegraph.diff.align.features import NEITHER, Pairs, best_other


if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

__all__ = ["Rules", "anchored", "strangers", "verbatim"]

ENOUGH_WORDS = 4
NEARLY, FAR_LESS = 0.9, 0.4

# A label that only one entry on each side has makes a pair at least this likely.
NAMED = 0.6
# Another class makes a pair less likely, by this much of log-odds; it never excludes one.
OTHER_CLASS = 1.0
# The minimum similarity by words or letters, or the minimum share kept of both sides, or of the
# letters in their order (in a short edition no word is rare), or of what is below.
_ALIKE, _KEPT, _IN_ORDER, _BELOW = 0.22, 0.3, 0.6, 0.3
# Whatever they share, an entry has at least this share of the other's words of meaning: two duties
# of one subject are not one duty. Or it has the letters of the same words.
_MEANT, _SPELT = 0.35, 0.5
# In editions with fewer entries together, no word is rare enough to tell that from likeness alone.
_FEW = 200


def verbatim(entry: Entry) -> str:
    """The words of an entry, without case and punctuation."""
    return _verbatim(f"{entry.label} {entry.text}")


@lru_cache(maxsize=400_000)
def _verbatim(text: str) -> str:
    return " ".join(words(plain(text)))


def anchored(old: Sequence[Entry], new: Sequence[Entry]) -> list[tuple[int, int]]:
    """
    The pairs of entries with the same words, below ancestors with the same words; and those with
    the same words elsewhere.

    If there are several, those at the nearest places among their siblings are paired, and the
    others left: of two new entries with the words of one old entry, one is its continuation and
    the other a duplicate.
    """
    keys: dict[tuple[int, str, str], int] = {}
    sides = [_signed(entries, keys) for entries in (old, new)]
    ranks = [_ranks(entries) for entries in (old, new)]
    pairs: list[tuple[int, int]] = []
    for key, left in sides[0].items():
        right = sides[1].get(key, [])
        if len(left) == len(right):
            pairs.extend(zip(left, right, strict=True))
        elif right:
            pairs.extend(_nearest(left, right, ranks))
    return sorted([*pairs, *_moved(old, new, pairs)])


def _moved(
    old: Sequence[Entry], new: Sequence[Entry], pairs: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """
    The other pairs of entries with the same words, wherever they are: statements of some length
    without anything below, if both editions have them equally often and none is paired yet.

    Those below parents with the same words go together, the others in their order.
    """
    busy = {one for one, _ in pairs}, {two for _, two in pairs}
    places: tuple[dict[str, list[int]], ...] = ({}, {})
    for side, entries in enumerate((old, new)):
        above = {entry.parent for entry in entries}
        for at, entry in enumerate(entries):
            said = verbatim(entry)
            if said.count(" ") + 1 >= ENOUGH_WORDS and at not in above:
                places[side].setdefault(said, []).append(at)
    for said, left in places[0].items():
        right = places[1].get(said, [])
        if len(left) != len(right) or busy[0] & set(left) or busy[1] & set(right):
            continue
        homes: dict[str, list[int]] = {}
        for two in right:
            homes.setdefault(_home(new, two), []).append(two)
        rest: list[int] = []
        for one in left:
            there = homes.get(_home(old, one))
            if there:
                yield one, there.pop(0)
            else:
                rest.append(one)
        yield from zip(rest, sorted(two for them in homes.values() for two in them), strict=True)


def _home(entries: Sequence[Entry], at: int) -> str:
    parent = entries[at].parent
    return "" if parent is None else verbatim(entries[parent])


def _signed(
    entries: Sequence[Entry], keys: dict[tuple[int, str, str], int]
) -> dict[int, list[int]]:
    """The entries by a number for their own words and their ancestors'; *keys* is added to."""
    numbers: list[int] = []
    found: dict[int, list[int]] = defaultdict(list)
    for at, entry in enumerate(entries):
        above = -1 if entry.parent is None or entry.parent >= at else numbers[entry.parent]
        key = (above, plain(entry.label), plain(entry.text))
        number = keys.setdefault(key, len(keys))
        numbers.append(number)
        found[number].append(at)
    return found


def _ranks(entries: Sequence[Entry]) -> list[tuple[int, int]]:
    """How many siblings are before and after each entry."""
    ranks = [(0, 0)] * len(entries)
    for children in offspring(entries).values():
        for at, child in enumerate(children):
            ranks[child] = (at, len(children) - 1 - at)
    return ranks


def _nearest(
    left: Sequence[int], right: Sequence[int], ranks: Sequence[Sequence[tuple[int, int]]]
) -> Iterable[tuple[int, int]]:
    if len(left) * len(right) > 250_000:
        yield from zip(left, right, strict=False)
        return
    near = sorted(
        (min(abs(a - b) for a, b in zip(ranks[0][i], ranks[1][j], strict=True)), at, to, i, j)
        for at, i in enumerate(left)
        for to, j in enumerate(right)
    )
    taken: set[int] = set()
    given: set[int] = set()
    for _, _, _, i, j in near:
        if i not in taken and j not in given:
            taken.add(i)
            given.add(j)
            yield i, j


class Rules:
    """
    Rules about pairs, applied before and after the learnt model.

    A settled pair is certain and excludes its rivals. An entry that repeats another entry of the
    other side word for word or nearly, and not its candidate, is that entry's continuation or a
    duplicate, never the candidate reworded. A pair without words in common is not linked, whatever
    its place. A label that only one entry on each side has counts, however the text changed.
    """

    def __init__(
        self,
        old: Sequence[Entry],
        new: Sequence[Entry],
        pairs: Pairs,
        settled: Iterable[tuple[int, int]],
    ) -> None:
        one, two = pairs.old, pairs.new
        fixed = np.array(sorted(settled), dtype=np.int64).reshape(-1, 2)
        at = pairs.find(fixed[:, 0], fixed[:, 1])
        self._certain = at[at >= 0]
        busy = np.zeros(len(old), dtype=bool), np.zeros(len(new), dtype=bool)
        busy[0][fixed[:, 0]] = True
        busy[1][fixed[:, 1]] = True
        self.forbidden: Bools = busy[0][one] | busy[1][two]
        self.forbidden |= self._repeats(old, new, one, two)
        self.forbidden |= self._nearly_repeats(pairs, old, new)
        self._named: Bools = (pairs.features["named"] == 1) & ~self.forbidden
        self.forbidden |= strangers(pairs.features, small=sum(pairs.size) < _FEW)
        self.forbidden[self._certain] = False
        self._other = _other_class(old, new, one, two)

    def apply(self, scores: Floats) -> Floats:
        """The scores of the model, changed by the rules."""
        scores = np.where(self._named, np.maximum(scores, NAMED), scores)
        if self._other.any():
            weaker = 1.0 / (1.0 + np.exp(OTHER_CLASS) * (1.0 / np.maximum(scores, 1e-9) - 1.0))
            scores = np.where(self._other, np.round(weaker, 6), scores)
        scores = np.where(self.forbidden, 0.0, scores)
        scores[self._certain] = 1.0
        return scores

    @staticmethod
    def _repeats(old: Sequence[Entry], new: Sequence[Entry], one: Ints, two: Ints) -> Bools:
        number: dict[str, int] = {}
        says = []
        for side in (old, new):
            texts = [verbatim(entry) for entry in side]
            long = [text.count(" ") + 1 >= ENOUGH_WORDS for text in texts]
            says.append(
                np.array(
                    [
                        number.setdefault(text, len(number)) if enough else -1
                        for text, enough in zip(texts, long, strict=True)
                    ],
                    dtype=np.int64,
                )
            )
        both = np.intersect1d(says[0], says[1])
        both = both[both >= 0]
        repeated = np.isin(says[0], both)[one] | np.isin(says[1], both)[two]
        found: Bools = repeated & (says[0][one] != says[1][two])
        return found

    @staticmethod
    def _nearly_repeats(pairs: Pairs, old: Sequence[Entry], new: Sequence[Entry]) -> Bools:
        """Pairs of which one entry nearly repeats a third one, and is less like this partner."""
        alike = pairs.features["edit"]
        long = [
            np.array([entry.text.count(" ") + 1 >= ENOUGH_WORDS for entry in side], dtype=bool)
            for side in (old, new)
        ]
        rival_old = best_other(pairs.old, alike, len(old)) * long[0][pairs.old]
        rival_new = best_other(pairs.new, alike, len(new)) * long[1][pairs.new]
        rival = np.maximum(rival_old, rival_new)
        found: Bools = (rival >= NEARLY) & (alike < rival - FAR_LESS)
        return found


def _other_class(old: Sequence[Entry], new: Sequence[Entry], one: Ints, two: Ints) -> Bools:
    """Whether both entries of a pair have a class of their own, and not the same."""
    number = {"Item": -1}
    sides = [
        np.array([number.setdefault(entry.type, len(number)) for entry in side], dtype=np.int64)
        for side in (old, new)
    ]
    left, right = sides[0][one], sides[1][two]
    found: Bools = (left >= 0) & (right >= 0) & (left != right)
    return found


def strangers(features: Mapping[str, Floats], *, small: bool = False) -> Bools:
    """
    For each pair, whether it has hardly any words in common, nor a label of its own, nor what is
    below.

    The learnt model may prefer a pair only for its place: the same parent, the same neighbours,
    no better candidate. But without common words it is not the same item in other words: one item
    was dropped, and another was added in its place. In *small* editions, where no word is rare,
    they need words of meaning in common.
    """
    alike = np.maximum(features["words"], features["grams"]) >= _ALIKE
    alike |= np.minimum(features["old_kept"], features["new_kept"]) >= _KEPT
    alike |= features["edit"] >= _IN_ORDER
    if small:
        alike &= (features["content"] >= _MEANT) | (features["grams"] >= _SPELT)
    alike |= features["named"] == 1
    alike |= (features["below"] >= _BELOW) & (features["below"] != NEITHER)
    return ~alike
