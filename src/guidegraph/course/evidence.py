"""
How near each statement of a course is to each item of a guideline: measures from 0 to 1.

A statement is compared as a whole and sentence by sentence; the nearest sentence counts. Its
surroundings count as well: the headings above it, what the statements beside it are about, and the
links that the map has.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import Indel

from guidegraph.course.guideline_parts import PartNames, parts_of
from guidegraph.course.reader import for_supervisors
from guidegraph.course.subjects import shared_words, subjects_of
from guidegraph.course.targets import targets_of
from guidegraph.course.words import head_of, said_by
from guidegraph.diff.align.vectors import Rows, cosine_rows, grams
from guidegraph.language.words import folded, sentences
from guidegraph.model.edition import Edition, Item


if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array  # type: ignore[import-untyped]

    Floats = NDArray[np.float64]

__all__ = ["LinkEvidence", "LinkMeasure"]

_SIZES = (3, 4, 5)
_TELLING = 6.0
_CELLS = 500_000
_NAMED = 0.86
_FADING = 0.7
_SHARP = 6
_USUAL_PART, _USUAL_BESIDE = 0.75, 0.2
_MOST_SENTENCES = 12


class LinkMeasure(IntEnum):
    """
    A measure of how likely a statement is about an item.

    LETTERS: the cosine of their character n-grams, weighted by rarity.
    WORDS: the cosine of their words, weighted by rarity.
    OF_ITEM, OF_STATEMENT: the share of the words of one that the other has.
    TELLING: how rare the shared words are together.
    LEAD: how near the item is, compared with the nearest one.
    PART: how near the part of the guideline around the item is, compared with the nearest part.
    HEADING: how much of the name of the part is in the headings above the statement.
    BESIDE: how near the part is to the statements around this one, or linked to them.
    LINKED: whether a link of the statement leads to the part.
    NAMED: whether the statement begins with the name of the item.
    WITHIN: whether it begins with a name of the part that the item is in.
    VALUE, PRACTICE: whether the item is a value, or the name of a practice.
    OTHER_READER: whether only one of the two is for supervisors.
    """

    LETTERS = 0
    WORDS = 1
    OF_ITEM = 2
    OF_STATEMENT = 3
    TELLING = 4
    LEAD = 5
    PART = 6
    HEADING = 7
    BESIDE = 8
    LINKED = 9
    NAMED = 10
    WITHIN = 11
    VALUE = 12
    PRACTICE = 13
    OTHER_READER = 14


class LinkEvidence:
    """
    The measures of all statements of a course for all items that it can be about.

    Attributes:
        statements, items: what is compared.
        named: for each place of a statement the items whose name it begins with.
    """

    def __init__(
        self,
        course: Edition,
        edition: Edition,
        known: Collection[tuple[str, str]] = (),
    ) -> None:
        self.statements = tuple(
            item
            for item in course.items
            if item.text and item.type not in ("CourseModule", "Section")
        )
        self.items = targets_of(edition)
        self._above = {
            item.id: tuple(above.name for above in course.ancestors(item))
            for item in self.statements
        }
        self._top = [(item, *course.ancestors(item))[-1].id for item in self.statements]
        self.named = self._names()
        self._compare()
        self._part_of, self._parts = parts_of(edition, self.items)
        self._surroundings(known)

    def blocks(self) -> Iterator[tuple[range, NDArray[np.float64]]]:
        """
        The measures of some statements at a time: [statement, item, measure].
        """
        if not self.items or not self.statements:
            return
        for these in self._these():
            yield these, self._measured(these)

    def headings_of(self, statement: Item) -> tuple[str, ...]:
        """The names of the headings above a statement, the nearest first."""
        return self._above[statement.id]

    def part_of(self, item: int) -> str:
        """The name of the part of the guideline that the item at a place is in, or nothing."""
        return self._parts[self._part_of[item]].name if self._part_of[item] >= 0 else ""

    def shared(self, at: int, item: int) -> tuple[str, ...]:
        """The words that a statement and an item share, without those that many items have."""
        text = self.statements[at].text or ""
        return shared_words(text, said_by(self.items[item]), self._common)

    def _names(self) -> list[frozenset[int]]:
        labels = [
            (folded(name), at)
            for at, item in enumerate(self.items)
            if (name := item.pref_label or item.label)
        ]
        found = []
        for statement in self.statements:
            head = head_of(statement.text or "")
            plain = folded(head) if head else ""
            scored = [(Indel.normalized_similarity(plain, name), at) for name, at in labels]
            best = max((alike for alike, _ in scored), default=0.0) if plain else 0.0
            found.append(frozenset(at for alike, at in scored if alike == best >= _NAMED))
        return found

    def _compare(self) -> None:
        """Statements with their sentences, and items, as vectors of letters and of words."""
        ours = [
            _pieces(_rest(statement.text or "") if named else statement.text or "")
            for statement, named in zip(self.statements, self.named, strict=True)
        ]
        theirs = [_pieces(item.text or "", item.name) for item in self.items]
        self._starts, self._item_starts = _starts(ours), _starts(theirs)
        pieces, item_pieces = ([text for side in each for text in side] for each in (ours, theirs))
        letters, item_letters, rarity = grams(
            [folded(piece) for piece in pieces], [folded(piece) for piece in item_pieces], _SIZES
        )
        self._letters = _matrix(cosine_rows(letters, rarity))
        self._item_letters = _matrix(cosine_rows(item_letters, rarity))
        self._words, self._item_words = _by_subject(pieces, item_pieces, self._item_starts)
        self._to_letters = self._item_letters.T.tocsr()
        self._to_words = self._item_words.T.tocsr()
        seen = Counter(key for item in self.items for key in subjects_of(said_by(item)))
        most = max(2, len(self.items) // 4)
        self._common = frozenset(key for key, count in seen.items() if count > most)
        self._weight = np.maximum(_norms(self._words), 1e-12)
        self._item_weight = np.maximum(_norms(self._item_words), 1e-12)

    def _surroundings(self, known: Collection[tuple[str, str]]) -> None:
        """How near each statement, its headings, neighbours and links are to each part."""
        count = len(self._parts)
        shape = (len(self.statements), count)
        self._near, self._headed, self._beside, self._linked = (np.zeros(shape) for _ in range(4))
        if not count or not self.statements:
            return
        within = _membership(np.repeat(self._part_of, np.diff(self._item_starts)), count)
        self._near = self._nearness(within)
        self._linked = self._by_links(known, shape)
        # What is linked is known, what is near is a guess.
        sure = self._linked.max(axis=1, keepdims=True)
        likely = (self._near * self._nearest()) ** _SHARP
        likely /= np.maximum(likely.sum(axis=1, keepdims=True), 1e-12)
        self._beside = _faded(np.where(sure, self._linked, likely), self._top)
        naming = PartNames([part.names for part in self._parts])
        cache: dict[tuple[str, ...], Floats] = {}
        for at, statement in enumerate(self.statements):
            above = self._above[statement.id]
            if above not in cache:
                cache[above] = naming.named_in(above)
            self._headed[at] = cache[above]

    def _by_links(self, known: Collection[tuple[str, str]], shape: tuple[int, int]) -> Floats:
        """The parts that the links of each statement lead to."""
        found = np.zeros(shape)
        place = {item.id: at for at, item in enumerate(self.items)}
        row = {statement.id: at for at, statement in enumerate(self.statements)}
        for statement, item in known:
            if statement in row and item in place and self._part_of[place[item]] >= 0:
                found[row[statement], self._part_of[place[item]]] = 1.0
        return found

    def _nearness(self, within: csr_array) -> Floats:
        """How near each statement is to each part, compared with the nearest part."""
        letters = within @ self._item_letters
        length = np.sqrt(np.maximum(_norms(letters), 1e-12))
        words = self._most(within)
        first = self._starts[:-1]
        cosine = (self._letters[first] @ letters.T).toarray() / length
        shared = (self._words[first] @ words.T).toarray()
        shared /= self._weight[first][:, None]
        near = cosine + shared
        best: Floats = near / np.maximum(near.max(axis=1, keepdims=True), 1e-12)
        return best

    def _nearest(self) -> Floats:
        """How near each statement is to the nearest item of each part, of the nearest of all."""
        found = np.zeros((len(self.statements), len(self._parts)))
        # The items part by part; each part has some.
        order = np.argsort(self._part_of, kind="stable")
        order = order[self._part_of[order] >= 0]
        begins = np.searchsorted(self._part_of[order], np.arange(len(self._parts)))
        for these in self._these():
            near = self._compared(these)[:, order, LinkMeasure.LEAD]
            found[these.start : these.stop] = np.maximum.reduceat(near, begins, axis=1)
        return found

    def _these(self) -> Iterator[range]:
        """The places of some statements at a time."""
        size = max(1, _CELLS // len(self.items))
        for first in range(0, len(self.statements), size):
            yield range(first, min(first + size, len(self.statements)))

    def _most(self, within: csr_array) -> csr_array:
        """For each part each word as often as one item has it."""
        from scipy.sparse import csr_array

        highest = self._item_words.max(axis=0).toarray().ravel()
        pattern = (within @ self._item_words).tocsr()
        return csr_array(
            (highest[pattern.indices], pattern.indices, pattern.indptr), shape=pattern.shape
        )

    def _compared(self, these: range) -> NDArray[np.float64]:
        """The measures of the texts alone."""
        first, last = int(self._starts[these.start]), int(self._starts[these.stop])
        cuts = self._starts[these.start : these.stop] - first
        shared = (self._words[first:last] @ self._to_words).toarray()
        weight = self._weight[first:last, None]
        found = np.zeros((len(these), len(self.items), len(LinkMeasure)))
        for measure, values in (
            (LinkMeasure.LETTERS, (self._letters[first:last] @ self._to_letters).toarray()),
            (LinkMeasure.WORDS, shared / np.sqrt(weight * self._item_weight)),
            (LinkMeasure.OF_ITEM, shared / self._item_weight),
            (LinkMeasure.OF_STATEMENT, shared / weight),
            (LinkMeasure.TELLING, 1 - np.exp(-shared / _TELLING)),
        ):
            by_item = np.maximum.reduceat(values, self._item_starts[:-1], axis=1)
            found[:, :, measure] = np.maximum.reduceat(by_item, cuts, axis=0)
        near = found[:, :, LinkMeasure.LETTERS] + found[:, :, LinkMeasure.WORDS]
        found[:, :, LinkMeasure.LEAD] = near / np.maximum(near.max(axis=1, keepdims=True), 1e-12)
        return found

    def _measured(self, these: range) -> NDArray[np.float64]:
        found = self._compared(these)
        # Without a part, what a part usually adds.
        found[:, :, LinkMeasure.PART], found[:, :, LinkMeasure.BESIDE] = _USUAL_PART, _USUAL_BESIDE
        inside = self._part_of >= 0
        if len(self._parts):
            part = self._part_of[inside]
            for measure, table in (
                (LinkMeasure.PART, self._near),
                (LinkMeasure.HEADING, self._headed),
                (LinkMeasure.BESIDE, self._beside),
                (LinkMeasure.LINKED, self._linked),
            ):
                found[:, inside, measure] = table[these.start : these.stop][:, part]
        for row, at in enumerate(these):
            for named in self.named[at]:
                found[row, named, [LinkMeasure.NAMED, LinkMeasure.WITHIN]] = 1.0
                if self._part_of[named] >= 0:
                    found[row, self._part_of == self._part_of[named], LinkMeasure.WITHIN] = 1.0
        types = [item.type for item in self.items]
        found[:, :, LinkMeasure.VALUE] = np.array([type_ == "CoreValue" for type_ in types])
        found[:, :, LinkMeasure.PRACTICE] = np.array([type_ == "Practice" for type_ in types])
        role = np.array([type_ == "SupervisorRole" for type_ in types], dtype=float)
        if role.any():
            reader = np.array(
                [
                    for_supervisors(
                        self.statements[at].text or "", self._above[self.statements[at].id]
                    )
                    for at in these
                ]
            )
            found[:, :, LinkMeasure.OTHER_READER] = np.abs(reader[:, None] - role[None, :])
        return found


def _rest(text: str) -> str:
    """What a statement says after the name that it begins with."""
    return text[len(head_of(text) or "") :] or text


def _pieces(text: str, name: str = "") -> list[str]:
    """A text and its name as a whole, and its sentences if it has several."""
    whole = ". ".join(part for part in (name, text) if part)
    cut = [text[start:end] for start, end in sentences(text)]
    if not 1 < len(cut) + bool(name) <= _MOST_SENTENCES:
        return [whole]
    return [whole, *(piece for piece in (name, *cut) if piece)]


def _starts(pieces: Sequence[Sequence[str]]) -> NDArray[np.int64]:
    """Where the pieces of each text begin, and the end."""
    return np.concatenate([[0], np.cumsum([len(each) for each in pieces])]).astype(np.int64)


def _by_subject(
    ours: Sequence[str], theirs: Sequence[str], item_starts: NDArray[np.int64]
) -> tuple[csr_array, csr_array]:
    """
    Texts as vectors whose products are the rarity of the subjects that both have.

    The first piece of an item is all of it, and counts for how many items have a subject.
    """
    sides = [[subjects_of(text) for text in side] for side in (ours, theirs)]
    seen = Counter(key for first in item_starts[:-1] for key in sides[1][first])
    number: dict[str, int] = {}
    for side in sides:
        for subjects in side:
            for key in subjects:
                number.setdefault(key, len(number))
    count = len(item_starts) - 1
    rarity = np.array([math.log((count + 1) / (seen[key] + 0.5)) for key in number])
    matrices = []
    for side in sides:
        terms = np.array([number[key] for subjects in side for key in subjects], dtype=np.int32)
        part = np.array([each.part for subjects in side for each in subjects.values()])
        start = np.concatenate([[0], np.cumsum([len(subjects) for subjects in side])])
        weights = np.sqrt(np.maximum(rarity[terms], 0.05) * part) if len(terms) else part
        rows = Rows(
            start=start.astype(np.int64), terms=terms, weights=weights, width=max(1, len(number))
        )
        matrices.append(_matrix(rows))
    return matrices[0], matrices[1]


def _matrix(rows: Rows) -> csr_array:
    from scipy.sparse import csr_array

    shape = (len(rows.start) - 1, rows.width)
    return csr_array((rows.weights, rows.terms, rows.start), shape=shape)


def _membership(part_of: NDArray[np.int64], count: int) -> csr_array:
    """The items of each part, as a matrix [part, item]."""
    from scipy.sparse import csr_array

    items = np.flatnonzero(part_of >= 0)
    cells = (np.ones(len(items)), (part_of[items], items))
    return csr_array(cells, shape=(count, len(part_of)))


def _norms(matrix: csr_array) -> Floats:
    """The squared length of each row."""
    return np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel()


def _faded(values: Floats, top: Sequence[str]) -> Floats:
    """The mean of the rows around each row below the same top heading, nearer rows more."""
    found = np.zeros_like(values)
    weight = np.zeros((len(values), 1))
    for order in (range(len(values)), range(len(values) - 1, -1, -1)):
        total, share, last = np.zeros(values.shape[1]), 0.0, None
        for at in order:
            if top[at] != last:
                total, share, last = np.zeros(values.shape[1]), 0.0, top[at]
            found[at] += total
            weight[at] += share
            total = _FADING * (total + values[at])
            share = _FADING * (share + 1.0)
    return found / np.maximum(weight, 1e-12)
