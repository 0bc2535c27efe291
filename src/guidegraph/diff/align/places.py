"""
What places say for a pair: siblings, depth, order, the words of the families, the names above.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz, process

from guidegraph.diff.align.candidates import offspring, parents_of
from guidegraph.diff.align.entries import Entry
from guidegraph.diff.align.product import Product
from guidegraph.diff.align.vectors import cosine_rows, weigh


if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

__all__ = ["folding", "placement", "ratio"]

LEADING_WORDS, PATH_WORDS = 12, 60


def ratio(old: Sequence[str], new: Sequence[str], one: Ints, two: Ints) -> Floats:
    """The normalised indel similarity of each pair of texts, 1 for two empty ones."""
    if not len(one):
        return np.zeros(0)
    left, right = [old[k] for k in one], [new[k] for k in two]
    scores = process.cpdist(left, right, scorer=fuzz.ratio)
    return np.asarray(scores, dtype=float) / 100.0


def folding(
    old: Sequence[Entry],
    new: Sequence[Entry],
    labels: Sequence[Sequence[str]],
    one: Ints,
    two: Ints,
) -> dict[str, Floats]:
    """
    Whether one entry bears the name of the other's parent, as when a child is folded into its
    parent's statement.
    """
    above = [
        ["" if entry.parent is None else labels[side][entry.parent] for entry in entries]
        for side, entries in enumerate((old, new))
    ]
    up_old = ratio(above[0], labels[1], one, two)
    up_new = ratio(labels[0], above[1], one, two)
    known = [np.array([bool(name) for name in side], dtype=float) for side in (*above, *labels)]
    return {
        "folded": up_old * known[0][one] * known[3][two],
        "carved": up_new * known[1][two] * known[2][one],
    }


def placement(
    old: Sequence[Entry],
    new: Sequence[Entry],
    one: Ints,
    two: Ints,
    words: Sequence[Sequence[Sequence[str]]],
) -> dict[str, Floats]:
    """
    How alike the places are: among siblings, in the document, in depth, and by the words of the
    families.
    """
    rank = [np.array([entry.place for entry in side], dtype=float) for side in (old, new)]
    depth = [np.array([entry.depth for entry in side], dtype=float) for side in (old, new)]
    found = {
        "place": 1.0 - np.abs(rank[0][one] - rank[1][two]),
        "order": 1.0 - np.abs(one / max(1, len(old)) - two / max(1, len(new))),
        "depth": 1.0 - np.minimum(np.abs(depth[0][one] - depth[1][two]), 3.0) / 3.0,
    }
    crowd = [_brood(side) for side in (old, new)]
    smaller = np.minimum(crowd[0][one], crowd[1][two])
    found["brood"] = (1.0 + smaller) / (1.0 + np.maximum(crowd[0][one], crowd[1][two]))
    families = [_families(side, words[at]) for at, side in enumerate((old, new))]
    rows_old, rows_new, rarity = weigh(families[0], families[1])
    product = Product(cosine_rows(rows_old, rarity), cosine_rows(rows_new, rarity))
    group = [_group_of(side) for side in (old, new)]
    found["family"] = product.at_repeated(group[0][one], group[1][two])
    found["path"] = _paths(old, new, one, two, words)
    return found


def _brood(entries: Sequence[Entry]) -> Floats:
    parents = parents_of(entries)
    return np.bincount(parents[parents >= 0], minlength=len(entries)).astype(float)


def _group_of(entries: Sequence[Entry]) -> Ints:
    """
    The row of `_families` an entry is in: its parent's, or the last one for entries without a
    parent.
    """
    parents = parents_of(entries)
    return np.where(parents < 0, len(entries), parents)


def _families(entries: Sequence[Entry], words: Sequence[Sequence[str]]) -> list[list[str]]:
    """
    For each entry the words of itself and its children; last, those of the entries without a
    parent.
    """
    under = offspring(entries)
    rows: list[list[str]] = []
    for number in range(len(entries)):
        row = list(words[number])
        for child in under.get(number, []):
            row.extend(words[child])
        rows.append(row)
    rows.append([word for child in under.get(-1, []) for word in words[child]])
    return rows


def _paths(
    old: Sequence[Entry],
    new: Sequence[Entry],
    one: Ints,
    two: Ints,
    words: Sequence[Sequence[Sequence[str]]],
) -> Floats:
    """The word similarity of what the ancestors are called; 1 where neither entry has any."""
    rows = []
    for side, entries in enumerate((old, new)):
        paths: list[list[str]] = []
        for number, entry in enumerate(entries):
            known = entry.parent is not None and entry.parent < number
            above = paths[entry.parent] if known and entry.parent is not None else []
            own = words[side][number][:LEADING_WORDS]
            paths.append([*above, *own][-PATH_WORDS:])
        rows.append([*paths, []])
    rows_old, rows_new, rarity = weigh(rows[0], rows[1])
    product = Product(cosine_rows(rows_old, rarity), cosine_rows(rows_new, rarity))
    group = _group_of(old)[one], _group_of(new)[two]
    top = (group[0] == len(old)) & (group[1] == len(new))
    return np.where(top, 1.0, product.at_repeated(*group))
