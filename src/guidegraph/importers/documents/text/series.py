"""Headings that their numbers give away: short lines of a series, each over a text of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from guidegraph.importers.documents.text.lines import ENDS, Line
from guidegraph.language.enumeration import Numbered, is_kind, numbered


__all__ = ["series_heads"]

_NUMBER_END = re.compile(r"[)\]]|[(\[]")
_LONGEST: Final = 100
_MOST_WORDS: Final = 12
_FEWEST: Final = 2
_MOSTLY: Final = 0.7


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A line with a number: what stands before its digits, and the places at all depths."""

    at: int
    front: str
    places: tuple[int, ...]

    def follows(self, other: _Numbered) -> bool:
        """Whether it is the next of a series: 2 or 1.1 after 1, and 2 after 1.1."""
        if self.front != other.front:
            return False
        if self.places == (*other.places, 1):
            return True
        last = len(self.places) - 1
        before = other.places[: last + 1]
        return len(before) == last + 1 and self.places == (*before[:last], before[last] + 1)

    @property
    def is_first(self) -> bool:
        return set(self.places) == {1}


def series_heads(lines: Sequence[Line], body: int) -> frozenset[int]:
    """
    The lines by themselves whose numbers run through, most of them over a sentence.

    *body* is the indent of most lines. A line that ends as a sentence does is a statement with a
    number, and one with a bracket, as in "1)", an entry of a list.
    """
    found: set[int] = set()
    chain: list[_Numbered] = []
    for number in filter(None, (_number(lines, at, body) for at in range(len(lines)))):
        if chain and number.follows(chain[-1]):
            chain.append(number)
        elif number.is_first:
            found.update(_heads(lines, chain))
            chain = [number]
    found.update(_heads(lines, chain))
    return frozenset(found)


def _number(lines: Sequence[Line], at: int, body: int) -> _Numbered | None:
    """The number of a line that may be a heading by itself."""
    line = lines[at]
    words = line.words
    if (
        not words
        or line.indent > body
        or len(words) > _LONGEST
        or len(words.split()) > _MOST_WORDS
        or words[-1] in ".;,:!?"
        or (at and lines[at - 1].words)
        or (at + 1 < len(lines) and lines[at + 1].words)
    ):
        return None
    found = numbered(words)
    if found is None or not found.label[0].isupper() or _NUMBER_END.search(found.printed):
        return None
    return _Numbered(at, *_front_and_places(found))


def _front_and_places(found: Numbered) -> tuple[str, tuple[int, ...]]:
    front: list[str] = []
    places: list[int] = []
    word, _, number = found.notation.rpartition(" ")
    if word and not is_kind(word):
        return f"{found.notation}", (0,)
    for part in number.lstrip("§").split("."):
        if part.isdecimal():
            places.append(int(part))
        else:
            front.append(part)
    return " ".join((word.casefold(), *front)), tuple(places) if places else (found.place,)


def _heads(lines: Sequence[Line], chain: Sequence[_Numbered]) -> list[int]:
    """The lines of a series, if they are headings."""
    if len(chain) < _FEWEST:
        return []
    good = 0
    for number, after in zip(chain, [*chain[1:], None], strict=True):
        if after is not None and after.at == _after(lines, number.at):
            good += len(after.places) > len(number.places)  # over a heading below it
        else:
            good += _is_over_sentence(lines, number.at)
    return [number.at for number in chain] if good >= _MOSTLY * len(chain) else []


def _after(lines: Sequence[Line], at: int) -> int:
    """The next line with words."""
    at += 1
    while at < len(lines) and not lines[at].words:
        at += 1
    return at


def _is_over_sentence(lines: Sequence[Line], at: int) -> bool:
    end = start = _after(lines, at)
    while end < len(lines) and lines[end].words:
        end += 1
    if end == start:
        return False
    long = sum(len(line.words) for line in lines[start:end]) > len(lines[at].words) // 2
    return long and any(ENDS.search(line.words) for line in lines[start:end])
