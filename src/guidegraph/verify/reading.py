"""
Reads a source from its first word to its last, and finds what each word belongs to.

The reading is strict: a passage matches only if all its words follow in order. If nothing matches,
the place is a gap, and the reading continues at the nearest place that matches again.

A source may be any file. Therefore the work at a word without a match is bounded: passages and
furniture are looked up by their first words, and a passage that was not recognised is compared
again only if the result can be another.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from rapidfuzz.distance import Indel

from guidegraph.model.manifest import Furniture
from guidegraph.verify.text_flows import Cursor, SourcePassage, TextFlow, joined
from guidegraph.verify.words import SourceWord


__all__ = ["SourceReading", "WordOwner", "read"]

# A damaged passage is recognised if at least this share of its words is there in order.
_RECOGNISED = 0.5
# A passage may begin this many words from here; a later one is recognised there.
_NEAR = 3
# How many passages ahead a text flow is searched if its next one is missing.
_LOOKAHEAD = 60
# From this number of words on, damaged furniture is recognised.
_LONG = 8
# How many words of a damaged passage are compared at once.
_AT_ONCE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class WordOwner:
    """What a word of the source belongs to: an owner, and a role there."""

    owner: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReading:
    """
    A source, read.

    *owners* has one entry for each word, `None` for a word that is not accounted for;
    *missing* are words expected and not found: the number of the source's word before which
    they were expected, their owner, and the words.
    """

    owners: tuple[WordOwner | None, ...]
    missing: tuple[tuple[int, str, tuple[str, ...]], ...]


def read(
    words: Sequence[SourceWord],
    flows: Mapping[TextFlow, Sequence[SourcePassage]],
    furniture: Sequence[Furniture],
) -> SourceReading:
    """What each word of a source belongs to."""
    return _Reader(words, flows, furniture).read()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Damaged:
    """Words of which a part was found: the share, and the runs."""

    share: float
    runs: Sequence[tuple[int, int, int]]
    cursor: Cursor | None = None
    furniture: int = 0


class _Reader:
    def __init__(
        self,
        words: Sequence[SourceWord],
        flows: Mapping[TextFlow, Sequence[SourcePassage]],
        furniture: Sequence[Furniture],
    ) -> None:
        self.texts = [word.text for word in words]
        self.joined = joined(self.texts)
        self.offsets = list(accumulate((len(text) + 1 for text in self.texts), initial=0))
        self.cursors = {flow: Cursor(flows[flow]) for flow in TextFlow}
        self.furniture = [(entry.what, entry.words.split()) for entry in furniture]
        self.left = [entry.times for entry in furniture]
        self.again = [0] * len(furniture)
        self.beginning: dict[str, list[tuple[int, str]]] = {}
        for number, (_, printed) in enumerate(self.furniture):
            self.beginning.setdefault(printed[0], []).append((number, joined(printed)))
        self.owners: list[WordOwner | None] = [None] * len(words)
        self.missing: list[tuple[int, str, tuple[str, ...]]] = []
        self.place = 0

    def read(self) -> SourceReading:
        while self.place < len(self.texts):
            if not (self._take_exactly() or self._take_later() or self._take_damaged()):
                self.place += 1
        for cursor in self.cursors.values():
            self._skip(cursor, cursor.last + 1)
        for (what, words), left in zip(self.furniture, self.left, strict=True):
            if left:
                owner = what if left == 1 else f"{what} ({left} times)"
                self.missing.append((self.place, owner, tuple(words)))
        return SourceReading(owners=tuple(self.owners), missing=tuple(self.missing))

    # -- the ways on ------------------------------------------------------------

    def _take_exactly(self) -> bool:
        """The longest passage or piece of furniture that is here word for word."""
        best: Cursor | None = None
        length = 0
        for flow, cursor in self.cursors.items():
            piece = cursor.current
            if piece is None or len(piece.words) <= length:
                continue
            if self._stands(piece.text) and self._open(flow):
                best, length = cursor, len(piece.words)
        printed: int | None = None
        for number, text in self.beginning.get(self.texts[self.place], ()):
            words = self.furniture[number][1]
            if self.left[number] and len(words) > length and self._stands(text):
                printed, length = number, len(words)
        if printed is not None:
            self.left[printed] -= 1
            self._assign([WordOwner(owner="", role=self.furniture[printed][0])] * length)
        elif best is not None:
            self._consume(best)
        return length > 0

    def _take_later(self) -> bool:
        """
        The nearest later passage of a text flow that is here word for word, if the next one of the
        flow is missing in the source.
        """
        beginning = tuple(self.texts[self.place : self.place + 3])
        best: tuple[int, Cursor] | None = None
        for cursor in self.cursors.values():
            # One or two words may be anywhere by chance.
            numbers = cursor.beginning.get(beginning)
            if numbers is None or cursor.current is None:
                continue
            here = cursor.current.passage
            for number in numbers[bisect_right(numbers, here) :][:_LOOKAHEAD]:
                distance = number - here
                if distance >= (_LOOKAHEAD if best is None else best[0]):
                    break
                if self._stands(cursor.head(number).text):
                    best = (distance, cursor)
        if best is None:
            return False
        distance, cursor = best
        self._skip(cursor, cursor.passage + distance)
        self._consume(cursor)
        return True

    def _take_damaged(self) -> bool:
        """The open passage or long furniture that is here with some words changed."""
        best: _Damaged | None = None
        for flow, cursor in self.cursors.items():
            piece = cursor.current
            if piece is None or self.place < cursor.again or not self._open(flow):
                continue
            found = self._damaged(piece.words[:_AT_ONCE])
            if isinstance(found, int):
                cursor.again = self.place + found
            elif best is None or found.share > best.share:
                best = replace(found, cursor=cursor)
        for number, (_, words) in enumerate(self.furniture):
            if self.place < self.again[number] or not self.left[number]:
                continue
            if not _LONG <= len(words) <= _AT_ONCE:
                continue
            found = self._damaged(words)
            if isinstance(found, int):
                self.again[number] = self.place + found
            elif best is None or found.share > best.share:
                best = replace(found, furniture=number)
        if best is None:
            return False
        self._consume_damaged(best)
        return True

    def _damaged(self, expected: Sequence[str]) -> _Damaged | int:
        """The damaged words here, or how many words further on to compare again."""
        window = self.texts[self.place : self.place + len(expected) * 2 + 20]
        runs = _shared_runs(expected, window)
        shared = sum(run[2] for run in runs)
        enough = len(expected) * _RECOGNISED
        if shared < enough:
            # Each word further on can add one shared word at most: nothing is missed.
            return max(1, int(enough) - shared)
        together = _together(runs)
        share = sum(run[2] for run in together) / len(expected)
        if share >= _RECOGNISED and runs[0][1] <= _NEAR:
            return _Damaged(share=share, runs=together)
        begins = next((at for _, at, _ in runs if at > _NEAR), _NEAR)
        return max(1, begins - _NEAR)

    # -- steps ------------------------------------------------------------------

    def _open(self, flow: TextFlow) -> bool:
        """Whether the next passage of a flow may be here: the columns of a value end together."""
        current = self.cursors[flow].current
        if current is None:
            return False
        if flow is TextFlow.NOTES:
            return True
        if flow is TextFlow.MAIN:
            columns = (self.cursors[side].current for side in (TextFlow.PRACTICES, TextFlow.ROLES))
            return all(column is None or column.block >= current.block for column in columns)
        return current.block <= self.cursors[TextFlow.MAIN].begun

    def _stands(self, text: str) -> bool:
        return self.joined.startswith(text, self.offsets[self.place])

    def _assign(self, owners: Sequence[WordOwner]) -> None:
        self.owners[self.place : self.place + len(owners)] = owners
        self.place += len(owners)

    def _consume(self, cursor: Cursor) -> None:
        piece = cursor.current
        if piece is not None:
            self._assign([WordOwner(owner=piece.owner, role=role) for role in piece.roles])
            cursor.advance(len(piece.words))

    def _consume_damaged(self, found: _Damaged) -> None:
        if found.cursor is not None and found.cursor.current is not None:
            piece = found.cursor.current
            expected, owner = piece.words[:_AT_ONCE], piece.owner
            owners = [WordOwner(owner=owner, role=role) for role in piece.roles[:_AT_ONCE]]
            found.cursor.advance(len(expected))
        else:
            owner, expected = self.furniture[found.furniture]
            owners = [WordOwner(owner="", role=owner)] * len(expected)
            self.left[found.furniture] -= 1
        start, done = self.place, 0
        for first, at, length in found.runs:
            if first > done:
                self.missing.append((start + at, owner, tuple(expected[done:first])))
            done = first + length
            self.place = start + at
            self._assign(owners[first:done])
        if done < len(expected):
            self.missing.append((self.place, owner, tuple(expected[done:])))

    def _skip(self, cursor: Cursor, passage: int) -> None:
        """Give up what a flow expected before a passage."""
        while cursor.passage < passage:
            owner, words = cursor.drop()
            self.missing.append((self.place, owner, words))


def _shared_runs(expected: Sequence[str], window: Sequence[str]) -> list[tuple[int, int, int]]:
    """The runs of words two sequences share in order: where in each, and how many."""
    return [
        (edit.src_start, edit.dest_start, edit.src_end - edit.src_start)
        for edit in Indel.opcodes(expected, window)
        if edit.tag == "equal"
    ]


def _together(runs: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """
    Runs without short ones at the end that are, by chance, far behind the others.
    """
    kept = list(runs)
    while len(kept) > 1:
        (_, before, length), (_, at, last) = kept[-2:]
        if at - (before + length) <= 2 * last + 3:
            break
        kept.pop()
    return kept
