"""Where the reading of a thread stands, and what the source is to have there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from guidegraph.verify.threads import Passage


__all__ = ["Cursor", "Piece", "joined"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """
    The words of a passage up to the next place where the source may change threads.

    *passage* is the number of the passage in its thread, *text* the words as `joined` writes them.
    """

    owner: str
    block: int
    passage: int
    words: Sequence[str]
    roles: Sequence[str]
    text: str


class Cursor:
    """
    Where the reading of a thread stands.

    Attributes:
        again: the place in the source before which there is no use in a closer look at the current
            piece, which was not recognised.
        beginning: the numbers of the passages that begin with three words, by those words.
        last: the number of the last passage.
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._pieces: list[Piece] = []
        self._heads: list[int] = []
        self._here = 0
        self.again = 0
        self.beginning: dict[tuple[str, ...], list[int]] = {}
        self.last = len(passages) - 1
        for number, passage in enumerate(passages):
            self._heads.append(len(self._pieces))
            self._pieces += _pieces(passage, number)
            words = self.head(number).words
            if len(words) > 2:
                self.beginning.setdefault(tuple(words[:3]), []).append(number)

    @property
    def current(self) -> Piece | None:
        """What is to stand next, or nothing where the thread has ended."""
        return self._pieces[self._here] if self._here < len(self._pieces) else None

    @property
    def passage(self) -> int:
        """The number of the passage to stand next."""
        return self.last + 1 if self.current is None else self.current.passage

    @property
    def begun(self) -> int:
        """The block of the passage that stood last, 0 at the start."""
        if self.current is not None and self._here > self._heads[self.passage]:
            return self.current.block
        return self._pieces[self._here - 1].block if self._here else 0

    def head(self, passage: int) -> Piece:
        """The first piece of a passage."""
        return self._pieces[self._heads[passage]]

    def advance(self, words: int) -> None:
        """Go on behind so many words of the current piece."""
        piece = self._pieces[self._here]
        if words < len(piece.words):
            rest = piece.words[words:]
            self._pieces[self._here] = Piece(
                owner=piece.owner,
                block=piece.block,
                passage=piece.passage,
                words=rest,
                roles=piece.roles[words:],
                text=joined(rest),
            )
        else:
            self._here += 1
        self.again = 0

    def drop(self) -> tuple[str, tuple[str, ...]]:
        """Give up what is left of the current passage: its owner, and the words."""
        owner, passage = self._pieces[self._here].owner, self.passage
        words: list[str] = []
        while (piece := self.current) is not None and piece.passage == passage:
            words += piece.words
            self._here += 1
        self.again = 0
        return owner, tuple(words)


def joined(words: Sequence[str]) -> str:
    r"""
    Words as one text, with a line end behind each, so that runs of them compare at once.

    >>> joined(["we", "share"])
    'we\nshare\n'
    """
    return "".join(f"{word}\n" for word in words)


def _pieces(passage: Passage, number: int) -> list[Piece]:
    stops = [0, *sorted(passage.cuts), len(passage.words)]
    return [
        Piece(
            owner=passage.owner,
            block=passage.block,
            passage=number,
            words=passage.words[start:end],
            roles=passage.roles[start:end],
            text=joined(passage.words[start:end]),
        )
        for start, end in pairwise(stops)
    ]
