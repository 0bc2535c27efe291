"""How much and how many: figures, number words, percentages, all, some, at least, nearly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

from guidegraph.diff.wording.comparison import (
    FoundPhrase,
    Hunk,
    Remark,
    Side,
    became,
    listed,
    only_in,
    phrases_in,
)
from guidegraph.language.lexicon import groups, table, word_set
from guidegraph.model.changes import Aspect, Direction, Wording


__all__ = ["remarks"]

# Number words that are more often something else: "one another", "in the first place".
LOOSE = frozenset({"one", "first", "second", "quarter", "half"})

FROM_BELOW = frozenset({"bound from below", "more"})
FROM_ABOVE = frozenset({"bound from above", "less"})

# How far before a figure its "at least" may be.
REACH = 4

MOST_QUOTED = 6


def remarks(hunk: Hunk) -> Iterator[Remark]:
    """Changes in figures and in words of quantity."""
    numbers = tuple(tuple(_numbers(side)) for side in hunk.sides)
    if Counter(_values(hunk.old, numbers[0])) != Counter(_values(hunk.new, numbers[1])):
        yield Remark(
            wording=Wording.SUBSTANTIVE,
            aspect=Aspect.QUANTITY,
            direction=_number_direction(hunk, numbers[0], numbers[1]),
            reason=became(_quoted(hunk.old, numbers[0]), _quoted(hunk.new, numbers[1])),
            old=frozenset(numbers[0]),
            new=frozenset(numbers[1]),
        )
    old, new = only_in(hunk, listed("quantity"))
    if not hunk.old or not hunk.new:
        # "all agency staff" was added or removed as a whole: that is scope.
        old = tuple(found for found in old if not _came_along(hunk.old, found))
        new = tuple(found for found in new if not _came_along(hunk.new, found))
    before, after = (tuple(_before_numbers(side)) for side in hunk.sides)
    if not (old or new or before or after):
        return
    yield Remark(
        wording=Wording.SUBSTANTIVE,
        aspect=Aspect.QUANTITY,
        direction=_share_direction(hunk, old, new),
        reason=became(
            _measures(hunk.old, old, before),
            _measures(hunk.new, new, after),
        ),
        old=frozenset(before).union(*(found.span for found in old)),
        new=frozenset(after).union(*(found.span for found in new)),
    )


def _numbers(side: Side) -> Iterator[int]:
    """The positions of figures and number words."""
    for at in side.span:
        word = side.reading.words[at]
        if word.is_number or (word.form in _number_words() and word.form not in LOOSE):
            yield at


def _before_numbers(side: Side) -> Iterator[int]:
    """The positions of words like "over" where a figure follows."""
    words = side.reading.words
    for at in side.span:
        follows = words[at + 1] if at + 1 < len(words) else None
        if (
            words[at].form in word_set("quantity_before_number")
            and follows is not None
            and (follows.is_number or follows.form in _number_words())
        ):
            yield at


def _values(side: Side, positions: tuple[int, ...]) -> Iterator[str]:
    """The figures that the words mean."""
    return (side.reading.words[at].key for at in positions)


def _measures(side: Side, found: tuple[FoundPhrase, ...], positions: tuple[int, ...]) -> str:
    """Words of quantity, each with the figure that follows it."""
    words = side.reading.words
    spans = sorted([*((one.start, one.end) for one in found), *((at, at + 1) for at in positions)])
    texts = (
        side.reading.quote(start, end + (end < len(words) and words[end].is_number))
        for start, end in spans
    )
    return " … ".join(list(dict.fromkeys(texts))[:MOST_QUOTED])


def _quoted(side: Side, positions: tuple[int, ...]) -> str:
    """The figures as printed, the first few of them."""
    shown = [side.reading.words[at].text for at in positions[:MOST_QUOTED]]
    return ", ".join([*shown, "…"] if len(positions) > MOST_QUOTED else shown)


def _number_direction(hunk: Hunk, old: tuple[int, ...], new: tuple[int, ...]) -> Direction | None:
    """A higher minimum or a lower maximum asks for more."""
    if len(old) != 1 or len(new) != 1:
        return None
    values = [_amount(side, at) for side, at in ((hunk.old, old[0]), (hunk.new, new[0]))]
    bounds = {_bound(hunk.old, old[0]), _bound(hunk.new, new[0])}
    if values[0] is None or values[1] is None or len(bounds) != 1:
        return None
    raised = values[1] > values[0]
    if bounds <= FROM_BELOW:
        return Direction.STRENGTHENED if raised else Direction.WEAKENED
    if bounds <= FROM_ABOVE:
        return Direction.WEAKENED if raised else Direction.STRENGTHENED
    return None


def _amount(side: Side, at: int) -> float | None:
    """A figure as an amount, if it is a plain one."""
    key = side.reading.words[at].key
    return float(key) if key.replace(".", "", 1).isdecimal() and key.isascii() else None


def _bound(side: Side, at: int) -> str | None:
    """Whether the figure is a minimum or a maximum."""
    before = Side(reading=side.reading, start=max(0, at - REACH), end=at)
    found = [table("quantity")[one.phrase] for one in phrases_in(before, listed("quantity"))]
    bounds = [family for family in found if family in FROM_BELOW | FROM_ABOVE]
    return bounds[-1] if bounds else None


def _share_direction(
    hunk: Hunk, old: tuple[FoundPhrase, ...], new: tuple[FoundPhrase, ...]
) -> Direction | None:
    """Whether more or fewer are meant: "most" became "all"."""
    shares = [
        [table("quantity")[one.phrase] for one in found if _is_share(one)] for found in (old, new)
    ]
    if len(shares[0]) != 1 or len(shares[1]) != 1 or shares[0] == shares[1]:
        return None
    if any(_negated(side) for side in hunk.sides):
        return None
    return Direction.STRENGTHENED if shares[0] < shares[1] else Direction.WEAKENED


def _came_along(side: Side, found: FoundPhrase) -> bool:
    """Whether a word for a share was added or removed together with its whole."""
    return _is_share(found) and found.end < side.end


def _is_share(found: FoundPhrase) -> bool:
    """Whether a phrase states which part of all is meant."""
    return table("quantity")[found.phrase].startswith("share")


def _negated(side: Side) -> bool:
    """Whether the clause up to here, or the word after, has a negation."""
    clause = Side(reading=side.reading, start=side.clause, end=side.end)
    return any(phrases_in(clause, listed("negation")))


@cache
def _number_words() -> frozenset[str]:
    """The words for figures."""
    return frozenset(word for word, _ in groups("numbers"))
