"""
Two readings compared: the words they share, the hunks in which they differ, and the phrases of word
lists in these.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from guidegraph.diff.wording.reading import TextReading, read
from guidegraph.diff.wording.series import in_new_order
from guidegraph.diff.words import Region, regions
from guidegraph.language.lexicon import entries, table, word_set
from guidegraph.model.changes import Aspect, Direction, Wording


__all__ = [
    "FoundPhrase",
    "Hunk",
    "Remark",
    "Side",
    "TextComparison",
    "became",
    "compare",
    "listed",
    "phrases_in",
    "quoted_phrases",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A statement about a difference, and the words of the hunk that it explains."""

    wording: Wording
    reason: str
    aspect: Aspect | None = None
    direction: Direction | None = None
    old: frozenset[int] = frozenset()
    new: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A run of words in one of the two readings."""

    reading: TextReading
    start: int
    end: int

    def __bool__(self) -> bool:
        return self.start < self.end

    @property
    def span(self) -> range:
        """The positions of its words."""
        return range(self.start, self.end)

    @property
    def forms(self) -> tuple[str, ...]:
        """Its words without case."""
        return tuple(word.form for word in self.reading.words[self.start : self.end])

    @property
    def text(self) -> str:
        """Its words as printed, shortened where they are many."""
        return self.reading.quote(self.start, self.end)

    @property
    def clause(self) -> int:
        """Where its clause begins."""
        clauses = self.reading.clauses
        if not clauses:
            return 0
        return clauses[min(self.start, len(clauses) - 1)]

    @property
    def next_form(self) -> str:
        """The next word, if only a colon before a list separates it from the run."""
        words = self.reading.words
        if self.end < len(words) and words[self.end].lead in ("", ":"):
            return words[self.end].form
        return ""

    def grown(self, left: int, right: int) -> Side:
        """The run with some of the words around it."""
        return Side(reading=self.reading, start=self.start - left, end=self.end + right)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hunk:
    """
    A place where the readings differ: the words removed and the words added.

    *left* and *right* count the shared words around it, up to the next hunk.
    """

    old: Side
    new: Side
    left: int
    right: int

    @property
    def sides(self) -> tuple[Side, Side]:
        """The removed words, the added words."""
        return (self.old, self.new)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextComparison:
    """
    Two readings, the hunks in which they differ, and the pairs of words that they share.

    *rearranged* says whether entries of a series have another order; the old reading has the new
    one.
    """

    old: TextReading
    new: TextReading
    hunks: tuple[Hunk, ...]
    pairs: tuple[tuple[int, int], ...]
    rearranged: bool = False


def became(old: str, new: str) -> str:
    """
    The sentence about removed and added words.

    >>> became("must", "may"), became("", "not")
    ("'must' became 'may'", "'not' was added")
    """
    if old and new:
        return f"'{old}' became '{new}'"
    return f"'{old}' was removed" if old else f"'{new}' was added"


def compare(old: str, new: str) -> TextComparison:
    """Read both texts and find where they differ other than by inflection, spelling or synonyms."""
    printed, after = read(old), read(new)
    arranged = in_new_order(printed, after)
    before = arranged or printed
    islands = frozenset(word.key for word in before.words if word.form in word_set("function"))
    differing = regions(
        [word.key for word in before.words], [word.key for word in after.words], islands
    )
    ends = (len(before.words), len(after.words))
    return TextComparison(
        old=before,
        new=after,
        hunks=tuple(_hunks(before, after, differing)),
        pairs=tuple(_pairs(differing, ends)),
        rearranged=arranged is not None,
    )


def _hunks(old: TextReading, new: TextReading, differing: tuple[Region, ...]) -> Iterator[Hunk]:
    """The regions with their surroundings."""
    for at, region in enumerate(differing):
        left = region[0] - (differing[at - 1][1] if at else 0)
        after = differing[at + 1][0] if at + 1 < len(differing) else len(old.words)
        yield Hunk(
            old=Side(reading=old, start=region[0], end=region[1]),
            new=Side(reading=new, start=region[2], end=region[3]),
            left=left,
            right=after - region[1],
        )


def _pairs(differing: tuple[Region, ...], ends: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """The positions of shared words, in order."""
    old = new = 0
    for region in (*differing, (ends[0], ends[0], ends[1], ends[1])):
        yield from zip(range(old, region[0]), range(new, region[2]), strict=True)
        old, new = region[1], region[3]


LONGEST = 6
MOST_QUOTED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPhrase:
    """A listed phrase and its place."""

    phrase: str
    start: int
    end: int

    @property
    def span(self) -> frozenset[int]:
        """The positions of its words."""
        return frozenset(range(self.start, self.end))


def phrases_in(side: Side, names: frozenset[str]) -> Iterator[FoundPhrase]:
    """The listed phrases that have a word in the run; they may reach beyond it."""
    words = side.reading.words
    at = max(0, side.start - LONGEST + 1)
    firsts = _firsts(names)
    while at < side.end:
        for length in firsts.get(_spelled(words[at].form), ()):
            phrase = " ".join(_spelled(word.form) for word in words[at : at + length])
            if phrase in names:
                if at + length > side.start:
                    yield FoundPhrase(phrase=phrase, start=at, end=at + length)
                at += length
                break
        else:
            at += 1


def quoted_phrases(found: tuple[FoundPhrase, ...]) -> str:
    """The first few phrases, for people."""
    phrases = list(dict.fromkeys(one.phrase for one in found))
    return " … ".join(phrases[:MOST_QUOTED])


def _spelled(form: str) -> str:
    """A form as the lists have it."""
    return "not" if form == "n't" else "will" if form == "'ll" else form


@cache
def _firsts(names: frozenset[str]) -> Mapping[str, tuple[int, ...]]:
    """The words with which the phrases begin, with how long those phrases are, longest first."""
    lengths: dict[str, set[int]] = {}
    for name in names:
        phrase = name.split()
        lengths.setdefault(phrase[0], set()).add(len(phrase))
    return MappingProxyType(
        {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}
    )


@cache
def listed(name: str) -> frozenset[str]:
    """The phrases of a list, with or without values."""
    return frozenset(table(name)) if ":" in entries(name)[0] else frozenset(entries(name))
