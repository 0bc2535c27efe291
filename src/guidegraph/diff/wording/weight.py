"""
How much a difference in words matters: a number from 0 to 1, made from a few others that can be
read.

The content that differs is counted by words: those of grammar count nothing, general ones little,
others one each; what has the same root, or is elsewhere in the sentence, counts little. Content
without a counterpart counts more than content that was exchanged: most rewordings exchange. Each
aspect that was established adds its own amount. The coefficients are fitted to pairs written for
this purpose (`tests/diff/wording/grades.txt`, `benchmarks/wording.py --fit`).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final

from guidegraph.diff.wording.comparison import Hunk
from guidegraph.diff.wording.reading import TextReading
from guidegraph.diff.wording.series import entries_around
from guidegraph.language.inflect import canonical_runs, root, stem
from guidegraph.language.lexicon import word_set
from guidegraph.model.changes import Aspect


__all__ = [
    "ASPECTS",
    "COEFFICIENTS",
    "LEAST_UNSURE",
    "SUBSTANTIVE",
    "ContentChange",
    "Evidence",
    "among_others",
    "content_of",
    "exchanged",
    "features",
    "is_unsure",
    "mass_of",
    "strongest",
    "weight_of",
]

SUBSTANTIVE: Final = 0.5
"""From this weight on, a difference is substantive."""

LEAST_UNSURE: Final = 0.4
"""What a difference weighs at least that may be one in meaning."""

UNSURE: Final = 0.1
"""Within this distance of `SUBSTANTIVE`, either class is about as likely."""

COEFFICIENTS: Final[Mapping[str, float]] = MappingProxyType(
    {
        "constant": -4.6,
        "one_sided": 1.9,  # the logarithm of the words without a counterpart, if nearly all are so
        "share": 8.5,  # what differs, as a part of both texts
        "replaced": 3.5,  # the part of that which is exchanged in a sentence that is else the same
    }
)
"""What each feature of the content adds to the logit of the weight."""

ASPECTS: Final[Mapping[Aspect, float]] = MappingProxyType(
    {
        Aspect.FORCE: 6.5,
        Aspect.NEGATION: 6.5,
        Aspect.QUANTITY: 6.0,
        Aspect.CONDITION: 5.5,
        Aspect.ACTOR: 5.5,
        Aspect.CONFUSABLE: 5.0,
        Aspect.SCOPE: 5.5,
        Aspect.OTHER: 5.0,
    }
)
"""What an aspect adds where nothing around it differs."""

# What is inside a longer rewording is less sure to have been meant.
_AMONG_OTHERS = 0.2
_REWRITTEN = 5.0

# An exchange has no more words than this on either side.
_FEW = 3

_LIGHT = 0.25
_PLACE = 0.5
_NUMBER = 0.5
_SAME_ROOT = 0.25

# In brackets or after "such as"; an entry of a series of at least so many.
_EXAMPLE = 0.5
_ENTRY = 0.6
_MANY = 5

_OPENERS = frozenset({("such", "as"), ("for", "example"), ("for", "instance")})
_INTRODUCING = frozenset({"including", "e.g.", "e.g", "eg"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentChange:
    """
    How many words of content differ between two texts, by their mass.

    *lost* and *came* are in one of them only; *replaced* is the part of both that took the place
    of something else in a sentence that is the same for the rest.
    """

    lost: float = 0.0
    came: float = 0.0
    replaced: float = 0.0

    @property
    def net(self) -> float:
        """What has no counterpart."""
        return abs(self.lost - self.came)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """An aspect that was established, and how much of it counts: less among other changes."""

    aspect: Aspect
    amount: float = 1.0


def weight_of(
    changes: Sequence[ContentChange], whole: float, evidence: Sequence[Evidence]
) -> float:
    """
    The weight of a difference: of the changes of each sentence, of *whole* mass on both sides.

    >>> weight_of([ContentChange(lost=1, came=1)], 40, [])
    0.02
    """
    logit = COEFFICIENTS["constant"]
    logit += sum(COEFFICIENTS[name] * value for name, value in features(changes, whole).items())
    amounts = strongest(evidence)
    logit += sum(ASPECTS[aspect] * amounts[aspect] for aspect in Aspect if aspect in amounts)
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, logit)))), 2)


def strongest(evidence: Sequence[Evidence]) -> dict[Aspect, float]:
    """How much of each aspect counts."""
    amounts: dict[Aspect, float] = {}
    for one in evidence:
        amounts[one.aspect] = max(amounts.get(one.aspect, 0.0), one.amount)
    return amounts


def features(changes: Sequence[ContentChange], whole: float) -> dict[str, float]:
    """The features of the content, by the names of their coefficients."""
    differing = sum(one.lost + one.came for one in changes)
    net = sum(one.net for one in changes)
    base = max(whole, differing, 1.0)
    return {
        "one_sided": math.log1p(net) * net / max(differing, 1e-9),
        "share": differing / base,
        "replaced": sum(one.replaced for one in changes) / base,
    }


def is_unsure(weight: float) -> bool:
    """Whether a weight is as near to substantive as to editorial."""
    return round(abs(weight - SUBSTANTIVE), 9) <= UNSURE


def mass_of(reading: TextReading) -> float:
    """The mass of all words of a text."""
    return sum(_mass_at(reading, at, word.key) for at, word in enumerate(reading.words))


def _mass_at(reading: TextReading, at: int, key: str) -> float:
    """The mass of a word at its place: an acronym is not the word in small letters."""
    text = reading.words[at].text.replace(".", "")
    return max(_mass(key), float(len(text) > 1 and text.isupper() and text.casefold() == key))


def among_others(
    hunk: Hunk, explained: tuple[frozenset[int], frozenset[int]], content: ContentChange
) -> float:
    """How much of an aspect counts in a hunk, of a sentence where *content* differs in all."""
    rest = max(
        sum(
            _mass_at(side.reading, at, side.reading.words[at].key)
            for at in side.span
            if at not in taken
        )
        for side, taken in zip(hunk.sides, explained, strict=True)
    )
    alone = rest <= 1 and content.lost + content.came <= _REWRITTEN
    return 1.0 if alone else _AMONG_OTHERS


def content_of(
    hunks: Sequence[tuple[Hunk, frozenset[int], frozenset[int]]],
) -> ContentChange:
    """
    What differs in some hunks of one pair of sentences, less the words that are accounted for.
    """
    lost, came = (list(_tokens(hunks, which)) for which in (0, 1))
    _, lost, came = _cancelled(lost, came, by_root=False)
    related, lost, came = _cancelled(lost, came, by_root=True)
    gone, new = (sum(mass for _, mass in tokens) for tokens in (lost, came))
    half = _SAME_ROOT * related
    open_hunks = [
        hunk
        for hunk, *accounted in hunks
        if any(
            at not in taken and _mass(side.reading.words[at].key)
            for side, taken in zip(hunk.sides, accounted, strict=True)
            for at in side.span
        )
    ]
    framed = not related and gone and new and all(map(_exchanges, open_hunks))
    return ContentChange(
        lost=round(gone + half, 6),
        came=round(new + half, 6),
        replaced=round(gone + new, 6) if framed else 0.0,
    )


def exchanged(
    hunks: Sequence[tuple[Hunk, frozenset[int], frozenset[int]]],
) -> frozenset[int]:
    """
    The numbers of the hunks in which a few words of content took the place of unrelated ones.

    Entries of a long series, and examples, are too little of what is said.
    """
    lost, came = (list(_tokens(hunks, which)) for which in (0, 1))
    _, *left = _cancelled(lost, came, by_root=True)
    masses = [dict(tokens) for tokens in left]
    found: set[int] = set()
    for number, (hunk, *accounted) in enumerate(hunks):
        heaviest = [
            max(
                (of.get(side.reading.words[at].key, 0.0) for at in side.span if at not in taken),
                default=0.0,
            )
            for side, taken, of in zip(hunk.sides, accounted, masses, strict=True)
        ]
        one_word = all(len(side.span) == 1 for side in hunk.sides)
        least = _LIGHT if one_word else 1.0
        if _exchanges(hunk) and max(heaviest) >= 1 and min(heaviest) >= least:
            found.add(number)
    return frozenset(found)


def _exchanges(hunk: Hunk) -> bool:
    """Whether a few words took the place of a few others."""
    return all(0 < len(side.span) <= _FEW for side in hunk.sides)


def _cancelled(
    old: list[tuple[str, float]], new: list[tuple[str, float]], *, by_root: bool
) -> tuple[float, list[tuple[str, float]], list[tuple[str, float]]]:
    """The mass of the words that are on both sides, and the words that are not."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, (key, _) in enumerate(new):
        places[root(key) if by_root else key].append(at)
    shared = 0.0
    left: list[tuple[str, float]] = []
    gone: set[int] = set()
    for key, mass in old:
        here = places[root(key) if by_root else key]
        if here:
            at = here.pop()
            gone.add(at)
            shared += (mass + new[at][1]) / 2
        else:
            left.append((key, mass))
    return shared, left, [token for at, token in enumerate(new) if at not in gone]


def _tokens(
    hunks: Sequence[tuple[Hunk, frozenset[int], frozenset[int]]], which: int
) -> Iterator[tuple[str, float]]:
    """The words of content of one side, each with its mass."""
    factors: Sequence[float] | None = None
    for hunk, *accounted in hunks:
        side = hunk.sides[which]
        positions = [at for at in side.span if at not in accounted[which]]
        if factors is None and positions:
            factors = _factors(side.reading)
        forms = tuple(side.reading.words[at].form for at in positions)
        for key, start, _ in canonical_runs(forms):
            mass = _mass_at(side.reading, positions[start], key)
            if mass and factors is not None:
                yield key, mass * factors[positions[start]]


def _factors(reading: TextReading) -> list[float]:
    """How much each word of a text counts by its place: less in examples and long series."""
    factors = [_ENTRY if count >= _MANY else 1.0 for count in entries_around(reading)]
    inside = example = False
    for at, word in enumerate(reading.words):
        for mark in word.lead:
            if mark == "(":
                inside = True
            elif mark == ")":
                inside = example = False
            elif mark in ".;:?!":
                example = False
        following = reading.words[at + 1].form if at + 1 < len(reading.words) else ""
        if word.form in _INTRODUCING or (word.form, following) in _OPENERS:
            example = True
        if inside or example:
            factors[at] = min(factors[at], _EXAMPLE)
    return factors


@lru_cache(maxsize=65536)
def _mass(key: str) -> float:
    """The mass of a word or listed phrase: that of its weightiest word."""
    return max((_mass_of_word(word) for word in key.split()), default=0.0)


def _mass_of_word(word: str) -> float:
    if word in _stems("function") or word in _stems("ignorable"):
        return 0.0
    if word in _stems("light") or word in _stems("grammatical"):
        return _LIGHT
    if any(char.isnumeric() for char in word):
        return _NUMBER
    return _PLACE if word in _stems("prepositions") else 1.0


@cache
def _stems(name: str) -> frozenset[str]:
    """The words of a list, as printed and as keys."""
    words = word_set(name)
    return words | frozenset(stem(word) for word in words)
