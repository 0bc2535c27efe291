"""
The pairs to score: the likeliest partners of each entry, from either side.

A pair becomes a candidate by shared words or characters, by the same text or label, or by its
place: the nearest children of parents that are candidates themselves.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from guidegraph.diff.align.entries import Entry
from guidegraph.diff.align.vectors import Product


if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

__all__ = ["candidate_pairs", "offspring", "parents_of"]

ALIKE, WINDOW, KIN = 8, 32, 2
FOLLOWED, CROWD = 16, 64


def candidate_pairs(
    old: Sequence[Entry],
    new: Sequence[Entry],
    *,
    products: Sequence[Product],
    names: Sequence[Sequence[str]],
    count: int,
    settled: Sequence[tuple[int, int]] = (),
) -> tuple[Ints, Ints]:
    """
    The pairs to score as two arrays of indices, sorted and each pair once.

    Args:
        products: the similarities from which the best *count* partners are taken.
        names: plain labels and texts, old and new by turns; equal ones are candidates, at most
            eight for each entry.
        count: how many partners each product contributes for each entry.
        settled: pairs to include in any case.
    """
    found = [product.top(count) for product in products]
    for one, two in zip(names[::2], names[1::2], strict=True):
        found.append(_equal(one, two, old, new))
    fixed = np.array(settled, dtype=np.int64).reshape(-1, 2)
    found.append((fixed[:, 0], fixed[:, 1]))
    width = max(1, len(new))
    keys = np.unique(np.concatenate([i * width + j for i, j in found]).astype(np.int64))
    if len(old) and len(new):
        near = [
            _foremost(*cells, product.at(*cells))
            for product, cells in zip(products, found, strict=False)
        ] + found[len(products) :]
        likely = np.unique(np.concatenate([i * width + j for i, j in near]).astype(np.int64))
        keys = np.union1d(keys, _kin(likely, width, old, new))
    return np.divmod(keys, width)


def parents_of(entries: Sequence[Entry]) -> Ints:
    """The parent's index of each entry, -1 for none."""
    return np.array(
        [-1 if entry.parent is None else entry.parent for entry in entries], dtype=np.int64
    )


def offspring(entries: Sequence[Entry]) -> dict[int, list[int]]:
    """The children of each entry in document order; under -1, the entries without a parent."""
    found: dict[int, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        found[-1 if entry.parent is None else entry.parent].append(number)
    return found


def _foremost(one: Ints, two: Ints, scores: NDArray[np.float64]) -> tuple[Ints, Ints]:
    """The pairs that are among the best two of their row or of their column."""
    kept = np.zeros(len(one), dtype=bool)
    for groups, others in ((one, two), (two, one)):
        order = np.lexsort((others, -scores, groups))
        ranked, partner = groups[order], others[order]
        fresh = np.ones(len(order), dtype=bool)
        fresh[1:] = (ranked[1:] != ranked[:-1]) | (partner[1:] != partner[:-1])
        order, ranked = order[fresh], ranked[fresh]
        place = np.arange(len(ranked)) - np.searchsorted(ranked, ranked)
        kept[order[place < KIN]] = True
    return one[kept], two[kept]


def _equal(
    one: Sequence[str], two: Sequence[str], old: Sequence[Entry], new: Sequence[Entry]
) -> tuple[Ints, Ints]:
    bearers: dict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(two):
        if name:
            bearers[name].append(number)
    rows: list[int] = []
    columns: list[int] = []
    for number, name in enumerate(one):
        alike = bearers.get(name, []) if name else []
        if len(alike) > ALIKE:
            middle = bisect_left(alike, number * len(new) // len(old))
            alike = alike[max(0, middle - WINDOW) : middle + WINDOW]
            here = (number / len(old), old[number].place)
            alike = sorted(
                alike,
                key=lambda other: (
                    abs(other / len(new) - here[0]) + 0.05 * abs(new[other].place - here[1]),
                    other,
                ),
            )[:ALIKE]
        rows.extend([number] * len(alike))
        columns.extend(alike)
    return np.array(rows, dtype=np.int64), np.array(columns, dtype=np.int64)


def _kin(keys: Ints, width: int, old: Sequence[Entry], new: Sequence[Entry]) -> Ints:
    """
    Candidates from likely pairs: their children at the same place, and the children of one with the
    other, for a child that was folded into its parent, or carved out of it.

    An entry with many children is followed to a few of its likely partners only.
    """
    sides = [_Broods(entries) for entries in (old, new)]
    one, two = np.divmod(keys, width)
    away = np.abs(one / len(old) - two / len(new))
    followed = np.ones(len(keys), dtype=bool)
    for parents, others, side in ((one, two, sides[0]), (two, one, sides[1])):
        order = np.lexsort((others, away, parents))
        ranked = parents[order]
        place = np.arange(len(order)) - np.searchsorted(ranked, ranked)
        followed[order] &= (place < FOLLOWED) | (side.size[ranked] <= CROWD)
    one, two = one[followed], two[followed]
    folded, at = sides[0].children(one)
    carved, to = sides[1].children(two)
    found = [folded * width + two[at], one[to] * width + carved]
    # The entries without a parent are the children of the last row, in both documents.
    one, two = np.append(one, len(old)), np.append(two, len(new))
    child, at = sides[0].children(one)
    number = np.arange(len(child)) - np.searchsorted(at, at)
    here, there = sides[0].size[one][at], sides[1].size[two][at]
    stretched = np.rint(number / np.maximum(here - 1, 1) * (there - 1)).astype(np.int64)
    for place in (number, there - here + number, stretched):
        inside = (place >= 0) & (place < there)
        partner = sides[1].child(two[at][inside], place[inside])
        found.append(child[inside] * width + partner)
    return np.unique(np.concatenate(found))


class _Broods:
    """The children of each entry, and last of no entry, as one array in document order."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        parents = parents_of(entries)
        parents = np.where(parents < 0, len(entries), parents)
        self._order = np.argsort(parents, kind="stable")
        self.size = np.bincount(parents, minlength=len(entries) + 1)
        self._start = np.cumsum(self.size) - self.size

    def child(self, parents: Ints, place: Ints) -> Ints:
        """The child at a place of each parent."""
        found: Ints = self._order[self._start[parents] + place]
        return found

    def children(self, parents: Ints) -> tuple[Ints, Ints]:
        """All children of the *parents* in turn, and the index of the parent of each."""
        at = np.repeat(np.arange(len(parents)), self.size[parents])
        return self.child(parents[at], np.arange(len(at)) - np.searchsorted(at, at)), at
