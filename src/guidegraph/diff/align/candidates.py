"""
The pairs to score: the likeliest partners of each entry, from either side.

A pair becomes a candidate by shared words or characters, by the same text or label, or by its
place: the nearest children of parents that are candidates themselves.
"""

from __future__ import annotations

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

ALIKE, KIN = 8, 2


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
    """
    under_old, under_new = offspring(old), offspring(new)
    found: list[int] = []
    for one, two in [(-1, -1), *(divmod(int(key), width) for key in keys)]:
        left, right = under_old.get(one, []), under_new.get(two, [])
        if one >= 0:
            found.extend(child * width + two for child in left)
            found.extend(one * width + child for child in right)
        if not left or not right:
            continue
        last = max(1, len(left) - 1)
        for number, child in enumerate(left):
            at = round(number / last * (len(right) - 1))
            places = {number, len(right) - len(left) + number, at}
            found.extend(
                child * width + right[place] for place in sorted(places) if 0 <= place < len(right)
            )
    return np.unique(np.array(found, dtype=np.int64))
