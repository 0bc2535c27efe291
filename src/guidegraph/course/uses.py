"""Where names stand in a text, in any inflection, the longest name first."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from guidegraph.course.words import Name, keys


__all__ = ["Occurrence", "occurrences"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """A name as it stands in a text: its words, counted from the first of the text."""

    name: Name
    first: int
    last: int
    printed: str


def occurrences(text: str, names: AbstractSet[Name]) -> Iterator[Occurrence]:
    """
    Every name in a text that is not part of a longer one of *names*.

    >>> names = {("peer",), ("peer", "supporter")}
    >>> [found.printed for found in occurrences("Peers help peer supporters.", names)]
    ['Peers', 'peer supporters']
    """
    words = list(keys(text))
    lengths = sorted({len(name) for name in names}, reverse=True)
    place = 0
    while place < len(words):
        for length in lengths:
            name = tuple(key for key, _ in words[place : place + length])
            if len(name) == length and name in names:
                printed = " ".join(word for _, word in words[place : place + length])
                yield Occurrence(name=name, first=place, last=place + length - 1, printed=printed)
                place += length
                break
        else:
            place += 1
