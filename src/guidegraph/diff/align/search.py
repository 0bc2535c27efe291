"""
The likeliest columns of each row of a large sparse product, without the whole product.

A row is searched by its rarest terms, as many as its share of the work allows. Terms that most
texts have add little to a product and cause most of its cost. The partners that this finds are
compared exactly, with all terms.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_array  # type: ignore[import-untyped]

from guidegraph.diff.align.vectors import NUDGE


if TYPE_CHECKING:
    from numpy.typing import NDArray

    from guidegraph.diff.align.vectors import Rows

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

__all__ = ["Searched"]

CHUNK_CELLS = 4_000_000
PAIRED_ENTRIES, SPREAD_CELLS = 1_000_000, 1_000_000
# The multiplications that one search may take: at least so many for each row, and all of
# them where the rows together need no more. A row without a rare term may take some more.
WORK, LEAST, PATIENCE = 100_000_000, 4_000, 8
# How many times more terms than its partner a row may have and be read as a whole.
LOPSIDED = 16
# How many partners are found at least, and how many times more are compared exactly. Of many more
# that are equal, those near the diagonal are chosen.
LEAST_FOUND, SPARE, MANY = 6, 4, 4


class Searched:
    """
    A product of which single cells and the largest of each row and column are calculated.

    Equal rows are multiplied once.
    """

    def __init__(self, old: Rows, new: Rows, settled: tuple[Sequence[int], Sequence[int]]) -> None:
        self._sides = _Side(old, settled[0]), _Side(new, settled[1])
        self._found: dict[bool, tuple[Ints, Floats]] = {}

    def at(self, old: Ints, new: Ints) -> Floats:
        """The products of the pairs (old[k], new[k])."""
        left, right = self._sides
        one, two = left.number[old], right.number[new]
        if not (left.repeats or right.repeats):
            return np.round(_paired(left.rows, right.rows, one, two), 9)
        keys, where = np.unique(one * len(right.size) + two, return_inverse=True)
        one, two = np.divmod(keys, len(right.size))
        return np.round(_paired(left.rows, right.rows, one, two), 9)[where]

    def best(self, count: int, *, is_old: bool) -> tuple[Ints, Ints]:
        """
        The best *count* cells of each row, as two arrays: the rows and their columns.

        Of equal columns, those nearest to the diagonal are taken.
        """
        mine, theirs = self._turned(is_old=is_old)
        height, width = len(mine.number), len(theirs.number)
        partners, values = self._nearest(count, is_old=is_old)
        partners, values = partners[:, :count][mine.number], values[:, :count][mine.number]
        row, rank = np.nonzero(partners >= 0)
        column, value = partners[row, rank], values[row, rank]
        size = theirs.size[column]
        many = np.minimum(size, 2 * count)
        own = np.searchsorted(
            theirs.number[theirs.members] * width + theirs.members,
            column * width + row * width // height,
        )
        first = np.clip(own - count, theirs.start[column], theirs.start[column] + size - many)
        ends = np.cumsum(many)
        steps = np.arange(int(many.sum())) - np.repeat(ends - many, many)
        column = theirs.members[np.repeat(first, many) + steps]
        row, value = np.repeat(row, many), np.repeat(value, many)
        order = np.lexsort((column, np.abs(row / height - column / width), -value, row))
        row, column = row[order], column[order]
        chosen = np.arange(len(row)) - np.searchsorted(row, row) < count
        return row[chosen], column[chosen]

    def _turned(self, *, is_old: bool) -> tuple[_Side, _Side]:
        left, right = self._sides
        return (left, right) if is_old else (right, left)

    def _nearest(self, count: int, *, is_old: bool) -> tuple[Ints, Floats]:
        """At least *count* distinct columns for each distinct row, or the reverse."""
        if is_old not in self._found or self._found[is_old][0].shape[1] < count:
            mine, theirs = self._turned(is_old=is_old)
            self._found[is_old] = _nearest(mine, theirs, max(count, LEAST_FOUND))
        return self._found[is_old]


class _Side:
    """
    The distinct rows of one side as a sparse matrix.

    Attributes:
        number: the distinct row of each row.
        size: how many rows are equal to each distinct one.
        members: the rows by distinct row, in order; those of row k from `start[k]`.
        place: where in the document each distinct row is first, from 0 to 1.
        asked: the distinct rows of which at least one is not settled.
    """

    def __init__(self, rows: Rows, settled: Sequence[int]) -> None:
        known: dict[bytes, int] = {}
        bounds = rows.start.tolist()
        number = [
            known.setdefault(_digest(rows.terms[begin:end], rows.weights[begin:end]), len(known))
            for begin, end in pairwise(bounds)
        ]
        self.number = np.array(number, dtype=np.int64)
        self.repeats = len(known) < len(number)
        self.members = np.argsort(self.number, kind="stable")
        self.size = np.bincount(self.number, minlength=len(known))
        self.start = np.concatenate([[0], np.cumsum(self.size)])
        self.rows: Any = _matrix(rows)
        if self.repeats:
            self.rows = self.rows[self.members[self.start[:-1]]]
        self.place = self.members[self.start[:-1]] / max(1, len(number))
        still = np.ones(len(number), dtype=bool)
        still[np.array(settled, dtype=np.int64)] = False
        self.asked = np.bincount(self.number, weights=still, minlength=len(known)) > 0


def _digest(terms: NDArray[np.int32], weights: Floats) -> bytes:
    """What rows have in common that are equal; short even for a long row."""
    found = blake2b(terms.tobytes(), digest_size=16)
    found.update(weights.tobytes())
    return found.digest()


def _matrix(rows: Rows) -> Any:
    """*rows* as a matrix of scipy, with small indices."""
    found = csr_array(
        (rows.weights, rows.terms, rows.start),
        shape=(len(rows.start) - 1, rows.width),
    )
    found.has_canonical_format = True
    return found


def _nearest(mine: _Side, theirs: _Side, count: int) -> tuple[Ints, Floats]:
    """
    The *count* rows of *theirs* with the largest positive products with each row of *mine*.

    Equal products are ranked by the distance from the diagonal. The partners of each row are in
    order, -1 for none.
    """
    left, turned = mine.rows, theirs.rows.T.tocsr()
    columns = np.full((left.shape[0], count), -1, dtype=np.int64)
    values = np.zeros((left.shape[0], count))
    share = max(LEAST, WORK // left.shape[0])
    for rows, work, spare in (
        (np.flatnonzero(mine.asked), share, SPARE),
        (np.flatnonzero(~mine.asked), share // PATIENCE, 1),
    ):
        row, column, value, away = _likely(mine, theirs, turned, rows, work, spare * count)
        order = np.lexsort((column, away, -value, row))
        row, column, value = row[order], column[order], value[order]
        place = np.arange(len(row)) - np.searchsorted(row, row)
        chosen = (place < count) & (value > 0)
        columns[row[chosen], place[chosen]] = column[chosen]
        values[row[chosen], place[chosen]] = value[chosen]
    return columns, values


def _likely(
    mine: _Side, theirs: _Side, turned: Any, rows: Ints, share: int, count: int
) -> tuple[Ints, Ints, Floats, Floats]:
    """
    At least *count* cells of each of the *rows*: row, column, value, distance from the diagonal.
    """
    rare, rest, cost = _parted(mine.rows[rows], np.diff(turned.indptr), share)
    common = np.unique(rest.indices)
    rest, others = rest[:, common], theirs.rows[:, common]
    found: list[tuple[Ints, Ints, Floats, Floats]] = []
    for begin, end in _chunks(np.minimum(cost, len(theirs.size)), CHUNK_CELLS):
        part = rare[begin:end] @ turned
        start = part.indptr.astype(np.int64)
        kept = _largest(start, part.data, count)
        for again in (True, False):
            local = np.searchsorted(start, kept, side="right") - 1 + begin
            column, value = part.indices[kept].astype(np.int64), part.data[kept]
            away = np.abs(mine.place[rows[local]] - theirs.place[column])
            if not again or len(kept) <= MANY * count * (end - begin):
                break
            nudged = value - NUDGE * away
            kept = kept[_largest(np.searchsorted(kept, start), nudged, count)]
        value = np.round(value + _paired(rest, others, local, column), 9)
        found.append((rows[local], column, value, away))
    if not found:
        nothing = np.zeros(0, dtype=np.int64)
        return nothing, nothing, np.zeros(0), np.zeros(0)
    row, column, value, away = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return row, column, value, away


def _parted(left: Any, postings: Ints, share: int) -> tuple[Any, Any, Ints]:
    """
    The rarest terms of each row, up to its *share* of the work; the other terms; and the work.

    Terms are taken by powers of two of their frequency. A row whose rarest terms alone exceed its
    share may take eight times as much, and is otherwise empty.
    """
    height = left.shape[0]
    level = np.ceil(np.log2(np.maximum(postings, 1))).astype(np.int8)
    levels = int(level.max(initial=0)) + 1
    owner = np.repeat(np.arange(height, dtype=np.int32), np.diff(left.indptr))
    at = level[left.indices]
    effort = np.bincount(
        owner * levels + at, weights=postings[left.indices], minlength=height * levels
    ).reshape(height, levels)
    total = np.cumsum(effort, axis=1)
    first = np.argmax(total > 0, axis=1)
    allowed = np.maximum((total <= share).sum(axis=1) - 1, -1)
    least = total[np.arange(height), first] <= PATIENCE * share
    allowed = np.where(least, np.maximum(allowed, first), allowed)
    kept = at <= allowed[owner]
    cost = np.where(allowed >= 0, total[np.arange(height), allowed], 0).astype(np.int64)
    return _picked(left, kept), _picked(left, ~kept), cost


def _picked(rows: Any, kept: NDArray[np.bool_]) -> Any:
    start = np.concatenate([[0], np.cumsum(kept)])[rows.indptr]
    found = csr_array((rows.data[kept], rows.indices[kept], start), shape=rows.shape)
    found.has_canonical_format = True
    return found


def _chunks(sizes: Ints, most: int) -> Iterator[tuple[int, int]]:
    """The bounds of runs whose *sizes* sum to at most *most*; of one where one exceeds it."""
    ends = np.cumsum(sizes)
    begin = 0
    while begin < len(sizes):
        before = int(ends[begin - 1]) if begin else 0
        end = max(begin + 1, int(np.searchsorted(ends, before + most, side="right")))
        yield begin, end
        begin = end


def _largest(start: Ints, data: Floats, count: int) -> Ints:
    """
    The cells that may be among the *count* largest of their row: few more unless many are equal.

    A row is cut into pieces. The largest cells of the pieces are cells of the row, and the
    smallest of the best *count* of them is a floor.
    """
    filled = np.diff(start)
    pieces = 2 * count
    long = np.flatnonzero(filled >= pieces)
    floor = np.zeros(len(filled))
    if len(long):
        cuts = start[long][:, None] + filled[long][:, None] * np.arange(pieces + 1) // pieces
        inner = cuts.ravel()
        # The last cut of the last row may be the end of the data, where no piece begins.
        best = np.maximum.reduceat(data, inner[inner < len(data)])
        best = np.concatenate([best, np.zeros(len(inner) - len(best))]).reshape(cuts.shape)
        floor[long] = np.partition(best[:, :-1], pieces - count, axis=1)[:, pieces - count]
    # Values that are equal but for their last bits are ranked by their place afterwards.
    return np.flatnonzero(data >= np.repeat(floor, filled) - 1e-9)


def _paired(left: Any, right: Any, one: Ints, two: Ints) -> Floats:
    """The values of the single cells (one[k], two[k]) of `left @ right.T`."""
    found = np.zeros(len(one))
    sizes = np.diff(left.indptr)[one], np.diff(right.indptr)[two]
    turned = sizes[1] > LOPSIDED * sizes[0]
    filled = (sizes[0] > 0) & (sizes[1] > 0)
    cells = np.flatnonzero(filled & ~turned)
    found[cells] = _gathered(left, right, one[cells], two[cells])
    cells = np.flatnonzero(filled & turned)
    found[cells] = _gathered(right, left, two[cells], one[cells])
    return found


def _gathered(spread: Any, read: Any, rows: Ints, others: Ints) -> Floats:
    """As `_paired`: a few rows of *spread* are filled in, and each of the *others* is read."""
    order = np.argsort(rows, kind="stable")
    ranked, partners = rows[order], others[order]
    found = np.zeros(len(order))
    width = spread.shape[1]
    height = max(1, SPREAD_CELLS // max(1, width))
    table = np.zeros(height * width)
    place = np.cumsum(np.diff(ranked, prepend=-1) > 0) - 1
    ends = np.cumsum(np.diff(read.indptr)[partners])
    begin = 0
    while begin < len(order):
        most = int(ends[begin - 1]) + PAIRED_ENTRIES if begin else PAIRED_ENTRIES
        end = min(np.searchsorted(place, place[begin] + height), np.searchsorted(ends, most))
        end = max(int(end), begin + 1)
        local = place[begin:end] - place[begin]
        filled = spread[ranked[begin:end][np.diff(local, prepend=-1) > 0]]
        part = read[partners[begin:end]]
        at = np.repeat(np.arange(filled.shape[0]) * width, np.diff(filled.indptr)) + filled.indices
        table[at] = filled.data
        cells = np.repeat(local * width, np.diff(part.indptr)) + part.indices
        found[begin:end] = np.add.reduceat(table[cells] * part.data, part.indptr[:-1])
        table[at] = 0.0
        begin = end
    values = np.empty(len(order))
    values[order] = found
    return values
