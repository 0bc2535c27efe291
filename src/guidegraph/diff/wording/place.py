"""Where a word belongs: its sentence, what it governs, and its counterpart in the other text."""

from __future__ import annotations

from functools import cache

from guidegraph.diff.wording.comparison import Hunk, Side
from guidegraph.diff.wording.reading import TextReading
from guidegraph.language.inflect import stem
from guidegraph.language.lexicon import entries, groups, word_set


__all__ = [
    "Counterparts",
    "governed",
    "neighbours",
    "opens_sentence",
    "sentence_around",
    "sentences",
    "touches",
]

# A sentence is read this many words to either side of a difference.
FAR = 40

# Between "not" and what it denies, or "must" and its verb, are at most this many small words.
NEAR = 6


# In a longer rewrite it is not clear which word became which.
MOST_WORDS = 16


class Counterparts:
    """Which word of one side of a difference is which word of the other."""

    def __init__(self, hunk: Hunk) -> None:
        self._hunk = hunk
        self._places: tuple[dict[str, int], dict[str, int]] = ({}, {})
        if max(len(hunk.old.span), len(hunk.new.span)) > MOST_WORDS:
            return
        for side, places in zip(hunk.sides, self._places, strict=True):
            for at in side.span:
                places.setdefault(side.reading.words[at].key, at)

    def of(self, side: int, at: int) -> int | None:
        """The counterpart of word *at* of the old side (0) or the new one (1), if it has one."""
        mine, other = self._hunk.sides[side], self._hunk.sides[1 - side]
        if at >= mine.end:
            return other.end + at - mine.end if at - mine.end < self._hunk.right else None
        if at < mine.start:
            return other.start - (mine.start - at) if mine.start - at <= self._hunk.left else None
        return self._places[1 - side].get(mine.reading.words[at].key)


def opens_sentence(reading: TextReading, at: int) -> bool:
    """Whether a sentence begins with word *at*."""
    lead = reading.words[at].lead
    return not at or (bool(lead) and not set(lead).isdisjoint(".?!"))


def sentences(hunk: Hunk) -> tuple[Side, Side]:
    """The sentences around a difference: as much as is near, of the old text and of the new one."""
    opens = any(side and opens_sentence(side.reading, side.start) for side in hunk.sides)
    old, new = (sentence_around(side, opens=opens) for side in hunk.sides)
    return old, new


def sentence_around(side: Side, *, opens: bool = True) -> Side:
    """The sentence around a run; an empty run *opens* one, or is at the end of the one before."""
    words = side.reading.words
    start = side.start if side or (opens and side.start < len(words)) else max(0, side.start - 1)
    end = max(side.end, start + 1 if words else 0)
    first, last = max(0, start - FAR), min(len(words), end + FAR)
    while start > first and not opens_sentence(side.reading, start):
        start -= 1
    while end < last and not opens_sentence(side.reading, end):
        end += 1
    return Side(reading=side.reading, start=start, end=end)


def governed(reading: TextReading, at: int) -> int | None:
    """The first word with a meaning of its own from *at* on, in the same part of the sentence."""
    for here in range(at, min(len(reading.words), at + NEAR)):
        word = reading.words[here]
        if not set(word.lead).isdisjoint(".?!;:,()"):
            return None
        follows = reading.words[here + 1].form if here + 1 < len(reading.words) else ""
        if follows == "to" and stem(word.form) in neighbours("permitting"):
            # "Not permitted to keep" is about keeping.
            continue
        if word.form not in _small() and not (word.form.endswith("ly") and len(word.form) > 4):
            return here
    return None


def touches(side: Side, start: int, end: int) -> bool:
    """Whether a run of words has one in common with *side*, or is around its empty place."""
    return start < max(side.end, side.start + (not side)) and end > side.start


@cache
def neighbours(kind: str) -> frozenset[str]:
    """The stems of the listed words of a kind that say how a word beside them is meant."""
    listed = next(line[1] for line in groups("neighbours") if line[0] == kind)
    return frozenset(stem(word) for word in listed.split())


@cache
def _small() -> frozenset[str]:
    """Words that only stand between: articles, auxiliaries, adverbs of no weight."""
    modal = (phrase for entry in entries("force") for phrase in entry.partition(":")[0].split(","))
    verbs = {phrase.strip() for phrase in modal if " " not in phrase.strip()} & word_set("verbs")
    return word_set("function") | word_set("between") | verbs
