"""
Texts as sparse vectors, and the inner products of two sets of them.

A row has TF-IDF weights of words or character n-grams (Salton & Buckley 1988) in both documents
together. A product avoids a large all-pairs matrix: small sets are multiplied densely with numpy
alone, large ones are searched with scipy.sparse (`search`), which is imported only then.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np


if TYPE_CHECKING:
    from numpy.typing import NDArray

    from guidegraph.diff.align.search import Searched

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

__all__ = [
    "Product",
    "Rows",
    "cosine_rows",
    "grams",
    "numbered",
    "presence_rows",
    "row_sums",
    "weigh",
]

SPREAD = 0x9E3779B97F4A7C15


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A sparse matrix by rows: row i has the *terms* and *weights* at `start[i]:start[i + 1]`."""

    start: Ints
    terms: NDArray[np.int32]
    weights: Floats
    width: int


def numbered(old: Sequence[Sequence[str]], new: Sequence[Sequence[str]]) -> dict[str, int]:
    """A number for each term of either side, in the order in which they come."""
    terms = dict.fromkeys(chain(chain.from_iterable(old), chain.from_iterable(new)))
    return {term: number for number, term in enumerate(terms)}


def weigh(
    old: Sequence[Sequence[str]],
    new: Sequence[Sequence[str]],
    vocabulary: Mapping[str, int] | None = None,
) -> tuple[Rows, Rows, Floats]:
    """
    Counts of terms on both sides in one vocabulary, and the inverse document frequencies.

    The *vocabulary* is `numbered(old, new)`, for who has it already.
    """
    flat = [list(chain.from_iterable(side)) for side in (old, new)]
    if vocabulary is None:
        vocabulary = numbered(old, new)
    width = max(1, len(vocabulary))
    sides = []
    for side, terms in zip((old, new), flat, strict=True):
        keys = np.repeat(np.arange(len(side)) * width, [len(row) for row in side])
        keys += np.fromiter(map(vocabulary.__getitem__, terms), dtype=np.int64, count=len(terms))
        sides.append(_counted(keys, len(side), width))
    return _weighed(*sides)


def grams(
    old: Sequence[str], new: Sequence[str], sizes: Sequence[int]
) -> tuple[Rows, Rows, Floats]:
    """
    As `weigh`, over the character n-grams of plain texts; the *sizes* are their lengths.

    An n-gram is numbered by a hash, with several numbers for each possible n-gram (Weinberger
    et al. 2009).
    """
    padded = [[f" {text} " if text else "" for text in side] for side in (old, new)]
    lengths = [np.array([len(text) for text in side], dtype=np.int64) for side in padded]
    total = sum(int(np.maximum(side - size + 1, 0).sum()) for side in lengths for size in sizes)
    bits = min(20, max(12, 2 + total.bit_length()))
    sides = [
        _counted(_numbered(texts, length, sizes, bits), len(texts), 1 << bits)
        for texts, length in zip(padded, lengths, strict=True)
    ]
    return _weighed(*sides)


def _numbered(texts: Sequence[str], lengths: Ints, sizes: Sequence[int], bits: int) -> Ints:
    """The n-grams of each text, one number of *bits* each after the number of the text."""
    letters = np.frombuffer("".join(texts).encode("utf-32-le"), dtype=np.uint32)
    owner = np.repeat(np.arange(len(texts), dtype=np.int32), lengths)
    found = [np.zeros(0, dtype=np.int64)]
    for size in sizes:
        count = len(letters) - size + 1
        if count <= 0:
            continue
        code = np.full(count, size, dtype=np.uint64)
        for shift in range(size):
            code *= np.uint64(1_099_511_628_211)
            code += letters[shift : shift + count]
        code *= np.uint64(SPREAD)
        code >>= np.uint64(64 - bits)
        keys = owner[:count].astype(np.int64) << bits
        keys |= code.view(np.int64)
        found.append(keys[owner[:count] == owner[size - 1 :]])
    return np.concatenate(found) if len(found) > 2 else found[-1]


def _counted(keys: Ints, height: int, width: int) -> Rows:
    """The terms of each row with their counts, from `row * width + term` for each occurrence."""
    keys.sort()
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    counts = np.diff(first, append=len(keys)).astype(np.float64)
    keys = keys[first]
    start = np.searchsorted(keys, np.arange(height + 1) * width)
    terms = (keys % width).astype(np.int32)
    return Rows(start=start, terms=terms, weights=counts, width=width)


def _weighed(old: Rows, new: Rows) -> tuple[Rows, Rows, Floats]:
    seen = np.bincount(old.terms, minlength=old.width) + np.bincount(new.terms, minlength=old.width)
    size = len(old.start) + len(new.start) - 2
    rarity = np.log((size + 1.0) / (seen + 0.5))
    return old, new, np.maximum(rarity, 0.05)


def cosine_rows(rows: Rows, rarity: Floats) -> Rows:
    """Counts as TF-IDF weights, each row of length 1."""
    weights = (1.0 + np.log(rows.weights)) * rarity[rows.terms]
    length = np.sqrt(row_sums(rows, weights**2))
    owner = np.repeat(np.arange(len(length)), np.diff(rows.start))
    weights = weights / np.maximum(length, 1e-12)[owner]
    return Rows(start=rows.start, terms=rows.terms, weights=weights, width=rows.width)


def presence_rows(rows: Rows, rarity: Floats) -> Rows:
    """Rows whose product is the summed rarity of the terms that both have."""
    weights = np.sqrt(rarity[rows.terms])
    return Rows(start=rows.start, terms=rows.terms, weights=weights, width=rows.width)


def row_sums(rows: Rows, values: Floats) -> Floats:
    """The sum of *values* over each row."""
    # Not by one running total: equal rows must have equal sums, to the last bit.
    sums = np.zeros(len(rows.start) - 1)
    filled = np.flatnonzero(np.diff(rows.start))
    if len(filled):
        sums[filled] = np.add.reduceat(values, rows.start[filled])
    return np.maximum(sums, 0.0)


DENSE_CELLS, SPARSE_WORK = 6_000_000, 8_000_000
NUDGE = 1e-7


class Product:
    """
    The inner products of the rows of two matrices.

    *work* is the number of multiplications of the whole product. In a large product, the rows that
    are *settled*, by side, are searched with less work.
    """

    def __init__(
        self, old: Rows, new: Rows, *, settled: tuple[Sequence[int], Sequence[int]] = ((), ())
    ) -> None:
        shape = (len(old.start) - 1, len(new.start) - 1)
        self._width = max(1, shape[1])
        seen = [np.bincount(rows.terms, minlength=rows.width) for rows in (old, new)]
        self.work = int(seen[0] @ seen[1])
        shared = (seen[0] > 0) & (seen[1] > 0)
        width = int(shared.sum())
        self._values: _Dense | Searched
        if max(shape[0] * shape[1], sum(shape) * width) <= DENSE_CELLS or not all(shape):
            values = _multiplied(_kept(old, shared), _kept(new, shared), self.work)
            self._values = _Dense(np.round(values, 9))
        else:
            from guidegraph.diff.align.search import Searched

            self._values = Searched(_kept(old, shared), _kept(new, shared), settled)

    def at(self, old: Ints, new: Ints) -> Floats:
        """The products of the pairs (old[k], new[k])."""
        return self._values.at(old, new)

    def at_repeated(self, old: Ints, new: Ints) -> Floats:
        """As `at`, for pairs with many repetitions."""
        keys, where = np.unique(old * self._width + new, return_inverse=True)
        return self.at(*np.divmod(keys, self._width))[where]

    def top(self, count: int) -> tuple[Ints, Ints]:
        """The pairs with the largest products: the best *count* of every row and column."""
        rows = self._values.best(count, is_old=True)
        columns = self._values.best(count, is_old=False)
        return np.concatenate([rows[0], columns[1]]), np.concatenate([rows[1], columns[0]])


class _Dense:
    """A product as a full matrix."""

    def __init__(self, values: Floats) -> None:
        self._values = values

    def at(self, old: Ints, new: Ints) -> Floats:
        picked: Floats = self._values[old, new]
        return picked

    def best(self, count: int, *, is_old: bool) -> tuple[Ints, Ints]:
        return _best(self._values if is_old else self._values.T, count)


def _kept(rows: Rows, shared: NDArray[np.bool_]) -> Rows:
    """The rows with only their *shared* terms, numbered anew."""
    number = np.cumsum(shared, dtype=np.int32) - np.int32(1)
    keep = shared[rows.terms]
    return Rows(
        start=np.concatenate([[0], np.cumsum(keep)])[rows.start],
        terms=number[rows.terms[keep]],
        weights=rows.weights[keep],
        width=int(shared.sum()),
    )


def _multiplied(left: Rows, right: Rows, work: int) -> Floats:
    """All products, term by term if the rows are sparse enough."""
    shape = len(left.start) - 1, len(right.start) - 1
    if work > SPARSE_WORK:
        dense: Floats = _filled(left) @ _filled(right).T
        return dense
    row = np.repeat(np.arange(shape[0]), np.diff(left.start))
    column = np.repeat(np.arange(shape[1]), np.diff(right.start))
    by_term = np.argsort(right.terms, kind="stable")
    counts = np.bincount(right.terms, minlength=left.width)
    begins = np.concatenate([[0], np.cumsum(counts)])[left.terms]
    repeats = counts[left.terms]
    # For each entry on the left, the entries on the right with its term, one after the other.
    ends = np.cumsum(repeats)
    steps = np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - repeats, repeats)
    partner = by_term[np.repeat(begins, repeats) + steps]
    cell = np.repeat(row, repeats) * shape[1] + column[partner]
    weight = np.repeat(left.weights, repeats) * right.weights[partner]
    sums = np.bincount(cell, weights=weight, minlength=shape[0] * shape[1])
    return sums.astype(np.float64).reshape(shape)


def _filled(rows: Rows) -> Floats:
    count = len(rows.start) - 1
    matrix = np.zeros((count, max(rows.width, 1)))
    matrix[np.repeat(np.arange(count), np.diff(rows.start)), rows.terms] = rows.weights
    return matrix


def _best(scores: Floats, count: int) -> tuple[Ints, Ints]:
    """The best *count* positive cells of each row; of equal ones, those nearest to the diagonal."""
    rows, width = scores.shape
    if not rows or not width:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    place = np.arange(rows)[:, None] / rows - np.arange(width)[None, :] / width
    ranked = np.where(scores > 0, scores - NUDGE * np.abs(place), -1.0)
    if width > count:
        columns = np.argpartition(ranked, width - count, axis=1)[:, width - count :]
    else:
        columns = np.tile(np.arange(width), (rows, 1))
    owner = np.repeat(np.arange(rows), columns.shape[1])
    flat = columns.ravel()
    kept = ranked[owner, flat] > 0
    return owner[kept], flat[kept]
