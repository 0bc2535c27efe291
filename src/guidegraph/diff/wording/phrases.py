"""Finding the phrases of a word list in a run of words, the longest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from guidegraph.diff.wording.comparison import Hunk, Side
from guidegraph.language.lexicon import entries, table


__all__ = ["Found", "listed", "only_in", "phrases_in", "told"]

LONGEST = 6
MOST_TOLD = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A listed phrase and where it stands."""

    phrase: str
    start: int
    end: int

    @property
    def span(self) -> frozenset[int]:
        """The positions of its words."""
        return frozenset(range(self.start, self.end))


def phrases_in(side: Side, names: frozenset[str]) -> Iterator[Found]:
    """The listed phrases that have a word in the run; they may reach beyond it."""
    words = side.reading.words
    at = max(0, side.start - LONGEST + 1)
    firsts = _firsts(names)
    while at < side.end:
        if _spelled(words[at].form) not in firsts:
            at += 1
            continue
        for length in range(min(LONGEST, len(words) - at), 0, -1):
            phrase = " ".join(_spelled(word.form) for word in words[at : at + length])
            if phrase in names:
                if at + length > side.start:
                    yield Found(phrase=phrase, start=at, end=at + length)
                at += length
                break
        else:
            at += 1


def told(found: tuple[Found, ...]) -> str:
    """The phrases for people to read, the first few of them."""
    phrases = list(dict.fromkeys(one.phrase for one in found))
    return " … ".join(phrases[:MOST_TOLD])


def only_in(hunk: Hunk, names: frozenset[str]) -> tuple[tuple[Found, ...], tuple[Found, ...]]:
    """The listed phrases that went and those that came; what is on both sides is left out."""
    old, new = (tuple(phrases_in(side, names)) for side in hunk.sides)
    shared = Counter(found.phrase for found in old) & Counter(found.phrase for found in new)
    return tuple(_without(old, shared)), tuple(_without(new, shared))


def _without(found: tuple[Found, ...], shared: Counter[str]) -> Iterator[Found]:
    """The phrases less those shared, the first ones taken as the shared ones."""
    left = Counter(shared)
    for one in found:
        if left[one.phrase] > 0:
            left[one.phrase] -= 1
        else:
            yield one


def _spelled(form: str) -> str:
    """A form as the lists have it."""
    return "not" if form == "n't" else "will" if form == "'ll" else form


@cache
def _firsts(names: frozenset[str]) -> frozenset[str]:
    """The words with which the phrases begin."""
    return frozenset(name.split()[0] for name in names)


@cache
def listed(name: str) -> frozenset[str]:
    """The phrases of a list, with or without values."""
    return frozenset(table(name)) if ":" in entries(name)[0] else frozenset(entries(name))
