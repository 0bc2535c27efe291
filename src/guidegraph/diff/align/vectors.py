"""
Texts as sparse vectors: a row of TF-IDF weights over words or character n-grams.

The weights are those of Salton & Buckley (1988), over both documents together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np


if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

__all__ = ["Rows", "cosine_rows", "grams", "presence_rows", "row_sums", "weigh"]

SPREAD = 0x9E3779B97F4A7C15


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """
    A sparse matrix, row by row: the *terms* and *weights* of row i stand at `start[i]:start[i +
    1]`.
    """

    start: Ints
    terms: Ints
    weights: Floats
    width: int


def weigh(old: Sequence[Sequence[str]], new: Sequence[Sequence[str]]) -> tuple[Rows, Rows, Floats]:
    """
    Counts of terms for both sides over one vocabulary, and the inverse document frequency of each
    term.
    """
    vocabulary: dict[str, int] = {}
    sides = []
    for side in (old, new):
        flat = np.fromiter(
            (vocabulary.setdefault(term, len(vocabulary)) for row in side for term in row),
            dtype=np.int64,
        )
        sides.append((flat, np.repeat(np.arange(len(side)), [len(row) for row in side])))
    return _counted(sides, (len(old), len(new)), len(vocabulary))


def grams(
    old: Sequence[str], new: Sequence[str], sizes: Sequence[int]
) -> tuple[Rows, Rows, Floats]:
    """
    As `weigh`, over the character n-grams of plain texts; the *sizes* are their lengths.

    An n-gram is numbered by a hash, with several numbers for each n-gram there can be (Weinberger
    et al. 2009).
    """
    sides = []
    for side in (old, new):
        texts = [f" {text} " if text else "" for text in side]
        lengths = np.array([len(text) for text in texts], dtype=np.int64)
        letters = np.frombuffer("".join(texts).encode("utf-32-le"), dtype=np.uint32)
        owner = np.repeat(np.arange(len(texts)), lengths)
        codes, owners = [], []
        for size in sizes:
            if len(letters) < size:
                continue
            count = len(letters) - size + 1
            code = np.full(count, size, dtype=np.uint64)
            for shift in range(size):
                code = code * np.uint64(1_099_511_628_211) + letters[shift : shift + count]
            inside = owner[:count] == owner[size - 1 :]
            codes.append(code[inside])
            owners.append(owner[:count][inside])
        if codes:
            sides.append((np.concatenate(codes), np.concatenate(owners)))
        else:
            sides.append((np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64)))
    bits = min(20, max(12, 2 + sum(len(code) for code, _ in sides).bit_length()))
    cut_off = np.uint64(64 - bits)
    numbered = [
        (((code * np.uint64(SPREAD)) >> cut_off).astype(np.int64), owner) for code, owner in sides
    ]
    return _counted(numbered, (len(old), len(new)), 1 << bits)


def _counted(
    sides: Sequence[tuple[Any, Any]], sizes: tuple[int, int], width: int
) -> tuple[Rows, Rows, Floats]:
    counted = []
    seen = np.zeros(width)
    for (flat, owner), size in zip(sides, sizes, strict=True):
        keys, counts = np.unique(
            owner.astype(np.int64) * max(width, 1) + flat.astype(np.int64), return_counts=True
        )
        row, term = np.divmod(keys, max(width, 1))
        start = np.zeros(size + 1, dtype=np.int64)
        np.cumsum(np.bincount(row, minlength=size), out=start[1:])
        seen += np.bincount(term, minlength=width)[:width] if width else 0
        counted.append(Rows(start=start, terms=term, weights=counts.astype(float), width=width))
    rarity = np.log((sum(sizes) + 1.0) / (seen + 0.5))
    return counted[0], counted[1], np.maximum(rarity, 0.05)


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
    totals = np.concatenate([[0.0], np.cumsum(values)])
    sums: Floats = totals[rows.start[1:]] - totals[rows.start[:-1]]
    return np.maximum(sums, 0.0)
