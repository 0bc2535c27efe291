"""
Follow a source from its first word to its last, and say what each word belongs to.

The reading is strict: a passage is taken only when all its words come in their order. Where nothing
fits, the place is recorded as a gap, and the reading goes on at the nearest place that fits again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from guidegraph.model.manifest import Furniture
from guidegraph.verify.threads import Passage, Thread
from guidegraph.verify.words import Word


__all__ = ["Reading", "Verdict", "read"]

# A damaged passage is recognised when at least this share of its words is there in order.
_RECOGNISED = 0.5
# How many passages ahead a thread is searched where its next one is gone.
_LOOKAHEAD = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """
    What a word of the source belongs to: an owner, and a role there.
    """

    owner: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """
    A source, read.

    *verdicts* has one entry for each word, nothing for a word that is not accounted for;
    *missing* are words expected and not found: the number of the source's word before which
    they were expected, their owner, and the words.
    """

    verdicts: tuple[Verdict | None, ...]
    missing: tuple[tuple[int, str, tuple[str, ...]], ...]


@dataclass(slots=True)
class _Cursor:
    """
    Where a thread's reading stands: a passage, and a word in it.
    """

    passages: Sequence[Passage]
    passage: int = 0
    word: int = 0

    @property
    def current(self) -> Passage | None:
        return self.passages[self.passage] if self.passage < len(self.passages) else None

    def ahead(self) -> tuple[list[str], list[str]]:
        """
        The words up to the next place where the source may change threads, and their roles.
        """
        current = self.current
        if current is None:
            return [], []
        stops = [cut for cut in current.cuts if cut > self.word]
        stop = min(stops, default=len(current.words))
        return current.words[self.word : stop], current.roles[self.word : stop]

    def advance(self, words: int) -> None:
        current = self.current
        self.word += words
        if current is not None and self.word >= len(current.words):
            self.passage, self.word = self.passage + 1, 0


def read(
    words: Sequence[Word],
    threads: Mapping[Thread, Sequence[Passage]],
    furniture: Sequence[Furniture],
) -> Reading:
    """
    What each word of a source belongs to.
    """
    return _Reader(words, threads, furniture).read()


class _Reader:
    def __init__(
        self,
        words: Sequence[Word],
        threads: Mapping[Thread, Sequence[Passage]],
        furniture: Sequence[Furniture],
    ) -> None:
        self.texts = [word.text for word in words]
        self.cursors = {thread: _Cursor(threads[thread]) for thread in Thread}
        self.furniture = [(entry.what, entry.words.split()) for entry in furniture]
        self.left = [entry.times for entry in furniture]
        self.verdicts: list[Verdict | None] = [None] * len(words)
        self.missing: list[tuple[int, str, tuple[str, ...]]] = []
        self.place = 0

    def read(self) -> Reading:
        while self.place < len(self.texts):
            if not (self._take_exactly() or self._take_later() or self._take_damaged()):
                self.place += 1
        for cursor in self.cursors.values():
            self._skip(cursor, len(cursor.passages))
        for (what, words), left in zip(self.furniture, self.left, strict=True):
            for _ in range(left):
                self.missing.append((self.place, what, tuple(words)))
        return Reading(verdicts=tuple(self.verdicts), missing=tuple(self.missing))

    # -- the ways on ------------------------------------------------------------

    def _take_exactly(self) -> bool:
        """
        The longest passage or piece of furniture that stands here word for word.
        """
        best_thread: Thread | None = None
        length = 0
        for thread, cursor in self.cursors.items():
            expected = cursor.ahead()[0]
            if len(expected) > length and self._open(thread) and self._stands(expected):
                best_thread, length = thread, len(expected)
        printed: int | None = None
        for number, (_, words) in enumerate(self.furniture):
            if self.left[number] and len(words) > length and self._stands(words):
                printed, length = number, len(words)
        if printed is not None:
            self.left[printed] -= 1
            self._assign([Verdict(owner="", role=self.furniture[printed][0])] * length)
        elif best_thread is not None:
            self._consume(self.cursors[best_thread], length)
        return length > 0

    def _take_later(self) -> bool:
        """
        The nearest later passage of a thread that stands here word for word, where the thread's
        next one is gone from the source.
        """
        for distance in range(1, _LOOKAHEAD):
            for cursor in self.cursors.values():
                number = cursor.passage + distance
                if number >= len(cursor.passages):
                    continue
                later = _Cursor(cursor.passages, number)
                expected = later.ahead()[0]
                # One or two words may stand anywhere by chance.
                if len(expected) > 2 and self._stands(expected):
                    self._skip(cursor, number)
                    self._consume(cursor, len(expected))
                    return True
        return False

    def _take_damaged(self) -> bool:
        """
        The open passage that stands here with some of its words changed, removed or added.
        """
        best: tuple[float, _Cursor, list[tuple[int, int, int]]] | None = None
        for thread, cursor in self.cursors.items():
            expected = cursor.ahead()[0]
            if not expected or not self._open(thread):
                continue
            window = self.texts[self.place : self.place + len(expected) * 2 + 20]
            runs = _shared_runs(expected, window)
            share = sum(run[2] for run in runs) / len(expected)
            begins_here = bool(runs) and (runs[0][1] <= 3 or share > 0.8)
            if begins_here and share >= _RECOGNISED and (best is None or share > best[0]):
                best = (share, cursor, runs)
        if best is None:
            return False
        self._consume_damaged(best[1], best[2])
        return True

    # -- steps ------------------------------------------------------------------

    def _open(self, thread: Thread) -> bool:
        """
        Whether a thread's next passage may stand here: a value's columns end together.
        """
        current = self.cursors[thread].current
        if current is None:
            return False
        if thread is Thread.NOTES:
            return True
        if thread is Thread.MAIN:
            columns = (self.cursors[side].current for side in (Thread.PRACTICES, Thread.ROLES))
            return all(column is None or column.block >= current.block for column in columns)
        main = self.cursors[Thread.MAIN]
        begun = main.passages[main.passage - 1].block if main.passage else 0
        if main.word and main.current is not None:
            begun = main.current.block
        return current.block <= begun

    def _stands(self, expected: Sequence[str]) -> bool:
        return (
            self.texts[self.place] == expected[0]
            and self.texts[self.place : self.place + len(expected)] == expected
        )

    def _assign(self, verdicts: Sequence[Verdict]) -> None:
        self.verdicts[self.place : self.place + len(verdicts)] = verdicts
        self.place += len(verdicts)

    def _consume(self, cursor: _Cursor, length: int) -> None:
        current = cursor.current
        if current is not None:
            roles = current.roles[cursor.word : cursor.word + length]
            self._assign([Verdict(owner=current.owner, role=role) for role in roles])
        cursor.advance(length)

    def _consume_damaged(self, cursor: _Cursor, runs: Sequence[tuple[int, int, int]]) -> None:
        current = cursor.current
        if current is None:
            return
        expected, roles = cursor.ahead()
        start, done = self.place, 0
        for first, at, length in runs:
            if first > done:
                self.missing.append((start + at, current.owner, tuple(expected[done:first])))
            for step in range(length):
                self.verdicts[start + at + step] = Verdict(
                    owner=current.owner, role=roles[first + step]
                )
            done = first + length
            self.place = start + at + length
        if done < len(expected):
            self.missing.append((self.place, current.owner, tuple(expected[done:])))
        cursor.advance(len(expected))

    def _skip(self, cursor: _Cursor, passage: int) -> None:
        """
        Give up what a thread expected before a passage.
        """
        while cursor.passage < passage:
            current = cursor.current
            expected = current.words[cursor.word :] if current else []
            if current is not None and expected:
                self.missing.append((self.place, current.owner, tuple(expected)))
            cursor.passage, cursor.word = cursor.passage + 1, 0


def _shared_runs(expected: Sequence[str], window: Sequence[str]) -> list[tuple[int, int, int]]:
    """
    The runs of words two sequences share in order: where in each, and how many.
    """
    return [
        (edit.src_start, edit.dest_start, edit.src_end - edit.src_start)
        for edit in Indel.opcodes(expected, window)
        if edit.tag == "equal"
    ]
