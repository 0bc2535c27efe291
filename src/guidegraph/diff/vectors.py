"""
Texts as weighted vectors, and the products of two sets of them, without an all-pairs matrix where it would be large.

A text becomes a row of TF-IDF weights over its words or its character n-grams (Salton & Buckley 1988).
Small sets are multiplied densely with numpy alone, large ones with scipy.sparse, imported only then.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np


if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

__all__ = ["Product", "Rows", "grams", "plain", "product", "stems", "weigh", "words"]

DENSE_CELLS = 6_000_000
CHUNK_CELLS = 4_000_000
WORD = re.compile(r"[^\W_]+")
APOSTROPHE = re.compile(r"['\u2019](?:s\b)?")
SUFFIXES = tuple(
    sorted(
        ["ization", "isation", "izations", "ational", "ations", "ation", "ition", "itions", "ments", "ment", "ness", "ities", "ity", "ances", "ance", "ences", "ence", "ized", "ised", "izes", "ises", "izing", "ising", "ize", "ise", "ated", "ates", "ating", "ate", "ally", "ical", "ily", "ies", "ied", "ier", "ions", "ion", "ings", "ing", "edly", "ed", "ers", "er", "ors", "or", "es", "ly", "al", "ive", "ives", "s", "e", "y"],
        key=lambda suffix: (-len(suffix), suffix),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """
    A sparse matrix, row by row: the *terms* and *weights* of row i stand at `start[i]:start[i + 1]`.
    """

    start: Ints
    terms: Ints
    weights: Floats
    width: int


def plain(text: str) -> str:
    """
    *text* as it is compared: compatibility forms, lower case, single spaces.

    >>> plain("  The \\u201cOffice\\u201d")
    'the \\u201coffice\\u201d'
    """
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def words(text: str) -> list[str]:
    """
    The words of a plain text, without possessives.

    >>> words("the user's self-help, item 2")
    ['the', 'user', 'self', 'help', 'item', '2']
    """
    return WORD.findall(APOSTROPHE.sub("", text))


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """
    A word without its commonest English endings, at least four letters of it.

    >>> [stem(word) for word in ("prioritized", "priorities", "managed", "manages")]
    ['priorit', 'priorit', 'manag', 'manag']
    """
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word[: -len(suffix)]
    return word


def stems(text: str) -> list[str]:
    """
    The stems of the words of a plain text.
    """
    return [stem(word) for word in words(text)]


def weigh(
    old: Sequence[Sequence[str]], new: Sequence[Sequence[str]]
) -> tuple[Rows, Rows, Floats]:
    """
    Counts of terms for both sides over one vocabulary, and the inverse document frequency of each term.
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
    known, flat = np.unique(np.concatenate([code for code, _ in sides]), return_inverse=True)
    cut = len(sides[0][0])
    numbered = [(flat[:cut], sides[0][1]), (flat[cut:], sides[1][1])]
    return _counted(numbered, (len(old), len(new)), len(known))


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
    """
    Counts as TF-IDF weights, each row of length 1.
    """
    weights = (1.0 + np.log(rows.weights)) * rarity[rows.terms]
    length = np.sqrt(row_sums(rows, weights**2))
    owner = np.repeat(np.arange(len(length)), np.diff(rows.start))
    weights = weights / np.maximum(length, 1e-12)[owner]
    return Rows(start=rows.start, terms=rows.terms, weights=weights, width=rows.width)


def presence_rows(rows: Rows, rarity: Floats) -> Rows:
    """
    Rows whose product is the summed rarity of the terms that both have.
    """
    weights = np.sqrt(rarity[rows.terms])
    return Rows(start=rows.start, terms=rows.terms, weights=weights, width=rows.width)


def row_sums(rows: Rows, values: Floats) -> Floats:
    """
    The sum of *values* over each row.
    """
    totals = np.concatenate([[0.0], np.cumsum(values)])
    sums: Floats = totals[rows.start[1:]] - totals[rows.start[:-1]]
    return np.maximum(sums, 0.0)


class Product:
    """
    The inner products of the rows of two matrices.

    *work* is how many multiplications the whole product takes.
    """

    def __init__(self, old: Rows, new: Rows) -> None:
        self._shape = (len(old.start) - 1, len(new.start) - 1)
        shared = np.zeros(old.width, dtype=bool)
        shared[old.terms] = True
        both = np.zeros(old.width, dtype=bool)
        both[new.terms] = True
        shared &= both
        number = np.cumsum(shared) - 1
        width = int(shared.sum())
        left, right = _kept(old, shared, number, width), _kept(new, shared, number, width)
        self.work = int(
            np.bincount(left.terms, minlength=width) @ np.bincount(right.terms, minlength=width)
        )
        self._dense: Floats | None = None
        self._left: Any = None
        self._right: Any = None
        if sum(self._shape) * max(width, 1) <= DENSE_CELLS:
            self._dense = np.round(_filled(left) @ _filled(right).T, 9)
        else:
            from scipy.sparse import csr_array

            self._left = csr_array(
                (left.weights, left.terms, left.start), shape=(self._shape[0], width)
            )
            self._right = csr_array(
                (right.weights, right.terms, right.start), shape=(self._shape[1], width)
            )

    def at(self, old: Ints, new: Ints) -> Floats:
        """
        The products of the pairs (old[k], new[k]).
        """
        if self._dense is not None:
            picked: Floats = self._dense[old, new]
            return picked
        found = np.zeros(len(old))
        mean = max(1, int(self._left.nnz / max(1, self._shape[0])))
        step = max(1, CHUNK_CELLS // mean)
        for begin in range(0, len(old), step):
            cut = slice(begin, begin + step)
            found[cut] = self._left[old[cut]].multiply(self._right[new[cut]]).sum(axis=1)
        return np.round(found, 9)

    def top(self, count: int) -> tuple[Ints, Ints]:
        """
        The pairs with the largest products: the best *count* of every row and of every column.
        """
        if self._dense is not None:
            rows = _best(self._dense, count)
            columns = _best(self._dense.T, count)
            return np.concatenate([rows[0], columns[1]]), np.concatenate([rows[1], columns[0]])
        one = self._sparse_best(self._left, self._right.T.tocsr(), count)
        two = self._sparse_best(self._right, self._left.T.tocsr(), count)
        return np.concatenate([one[0], two[1]]), np.concatenate([one[1], two[0]])

    @staticmethod
    def _sparse_best(left: Any, right: Any, count: int) -> tuple[Ints, Ints]:
        rows, columns = [], []
        step = max(1, CHUNK_CELLS // max(1, right.shape[1]))
        for begin in range(0, left.shape[0], step):
            scores = (left[begin : begin + step] @ right).toarray()
            part = _best(scores, count, begin, left.shape[0])
            rows.append(part[0] + begin)
            columns.append(part[1])
        return np.concatenate(rows), np.concatenate(columns)


def product(old: Rows, new: Rows) -> Product:
    """
    The products of the rows of *old* with those of *new*.
    """
    return Product(old, new)


def _kept(rows: Rows, shared: Any, number: Any, width: int) -> Rows:
    keep = shared[rows.terms]
    start = np.concatenate([[0], np.cumsum(keep)])[rows.start]
    return Rows(
        start=start, terms=number[rows.terms[keep]], weights=rows.weights[keep], width=width
    )


def _filled(rows: Rows) -> Floats:
    count = len(rows.start) - 1
    matrix = np.zeros((count, max(rows.width, 1)))
    matrix[np.repeat(np.arange(count), np.diff(rows.start)), rows.terms] = rows.weights
    return matrix


def _best(scores: Floats, count: int, first: int = 0, height: int | None = None) -> tuple[Ints, Ints]:
    """
    The best *count* positive cells of each row; of equal ones, those nearest the diagonal.

    *first* is the number of the first row in a matrix of *height* rows.
    """
    rows, width = scores.shape
    if not rows or not width:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    whole = height or rows
    place = (first + np.arange(rows))[:, None] / whole - np.arange(width)[None, :] / width
    ranked = np.where(scores > 0, scores - 1e-7 * np.abs(place), -1.0)
    if width > count:
        columns = np.argpartition(ranked, width - count, axis=1)[:, width - count :]
    else:
        columns = np.tile(np.arange(width), (rows, 1))
    owner = np.repeat(np.arange(rows), columns.shape[1])
    flat = columns.ravel()
    kept = ranked[owner, flat] > 0
    return owner[kept], flat[kept]
