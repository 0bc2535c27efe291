"""A text as words and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from guidegraph.language.inflect import stem
from guidegraph.language.lexicon import word_set


__all__ = ["Word", "content", "distance", "forms", "sentences", "words"]

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_END = re.compile(r"[.!?]+[\"'”’)\]]*(?=\s)")
_NEXT = re.compile(r"\S")
_LONGEST = 20
_FAR = 99


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of a text: as printed, without case, and where it stands."""

    text: str
    form: str
    start: int
    end: int


@lru_cache(maxsize=32768)
def words(text: str) -> tuple[Word, ...]:
    """
    The words of a text; what a hyphen or an apostrophe joins is one.

    >>> [word.form for word in words("Peers’ well-being, 24/7")]
    ['peers', 'well-being', '24', '7']
    """
    return tuple(
        Word(text=m[0], form=m[0].casefold().replace("’", "'"), start=m.start(), end=m.end())
        for m in _WORD.finditer(text)
    )


def forms(text: str) -> tuple[str, ...]:
    """The words of a text without case."""
    return tuple(word.form for word in words(text))


@lru_cache(maxsize=32768)
def content(text: str) -> frozenset[str]:
    """
    The stems of the words that carry meaning.

    >>> sorted(content("They share the power they have."))
    ['power', 'share']
    """
    parts = (part for form in forms(text) for part in form.split("-"))
    return frozenset(stem(part) for part in parts) - word_set("function")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """
    Where the sentences of a text begin and end.

    >>> text = "It grew in the U.S. and abroad. Why? (See below.)"
    >>> [text[start:end] for start, end in sentences(text)]
    ['It grew in the U.S. and abroad.', 'Why?', '(See below.)']
    """
    start = 0
    for end in _END.finditer(text):
        found = _NEXT.search(text, end.end())
        after = found[0] if found else ""
        before = text[max(start, end.start() - _LONGEST) : end.start()].rpartition(" ")[2]
        before = before.casefold().lstrip("(“\"'")
        initial = len(before) == 1 and before.isalpha()
        if end[0].startswith(".") and (before in word_set("abbreviations") or initial):
            if after.islower() or initial or before not in ("etc", "u.s", "u.k"):
                continue
        elif after.islower():
            continue
        yield start, end.end()
        start = found.start() if found else len(text)
    if text[start:].strip():
        yield start, len(text)


def distance(one: str, other: str, most: int) -> int:
    """
    How many letters are to be put in, left out, replaced or swapped to get one word from another.

    More than *most* is not counted exactly.
    A table of three rows (optimal string alignment), bounded by the length of a word.

    >>> distance("complementary", "complimentary", 2), distance("form", "from", 2)
    (1, 1)
    """
    if abs(len(one) - len(other)) > most:
        return _FAR
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        now = [row]
        for column, against in enumerate(other, start=1):
            cost = min(last[column] + 1, now[-1] + 1, last[column - 1] + (letter != against))
            swapped = (
                row > 1
                and column > 1
                and (letter, one[row - 2])
                == (
                    other[column - 2],
                    against,
                )
            )
            if swapped:
                cost = min(cost, before[column - 2] + 1)
            now.append(cost)
        if min(now) > most:
            return _FAR
        before, last = last, now
    return last[-1]
