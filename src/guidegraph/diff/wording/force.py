"""How binding a statement is: must, should, may, is encouraged to …"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.diff.wording.comparison import (
    FoundPhrase,
    Hunk,
    Remark,
    Side,
    became,
    listed,
    only_in,
    quoted_phrases,
)
from guidegraph.language.lexicon import table
from guidegraph.model.changes import Aspect, Direction, Wording


__all__ = ["remarks", "strength"]

# From this strength on a statement obliges; a plain statement may oblige as much.
OBLIGES = 5
ADVISES = 3
ASKS = 2

# Before these, "will" and "can" are nouns.
BEFORE_NOUNS = frozenset({"the", "a", "an", "free", "good", "own", "their", "his", "her", "its"})


def remarks(hunk: Hunk) -> Iterator[Remark]:
    """Changes in the words that oblige, advise or permit."""
    old, new = only_in(hunk, listed("force"))
    old = tuple(found for found in old if _is_modal(hunk.old, found))
    new = tuple(found for found in new if _is_modal(hunk.new, found))
    if not old or not new:
        # A permission that was added with its verb is an addition, not another force.
        old = tuple(found for found in old if not _came_along(hunk.old, found))
        new = tuple(found for found in new if not _came_along(hunk.new, found))
    if not old and not new:
        return
    yield Remark(
        wording=Wording.SUBSTANTIVE,
        aspect=Aspect.FORCE,
        direction=_direction(hunk, old, new),
        reason=became(quoted_phrases(old), quoted_phrases(new)),
        old=frozenset().union(*(found.span for found in old)),
        new=frozenset().union(*(found.span for found in new)),
    )


def strength(phrase: str) -> int:
    """How binding a listed phrase is, from 1 (permits) to 6 (obliges)."""
    return int(table("force")[phrase])


def _is_modal(side: Side, found: FoundPhrase) -> bool:
    """Whether the phrase is used as a verb: not the month of May, not "free will"."""
    words = side.reading.words
    before = words[found.start - 1] if found.start else None
    after = words[found.end] if found.end < len(words) else None
    if found.phrase == "may" and words[found.start].text == "May" and found.start:
        return not any(word is not None and word.is_number for word in (before, after))
    one_word = found.end - found.start == 1
    return not (one_word and before is not None and before.form in BEFORE_NOUNS)


def _came_along(side: Side, found: FoundPhrase) -> bool:
    """Whether a weak phrase was added or removed together with what it governs."""
    return strength(found.phrase) < ADVISES and found.end < side.end


def _direction(
    hunk: Hunk, old: tuple[FoundPhrase, ...], new: tuple[FoundPhrase, ...]
) -> Direction | None:
    """Whether the statement is more or less binding than before."""
    negated = (_negated(hunk.old, old), _negated(hunk.new, new))
    before, after = (_strengths(side) for side in (old, new))
    if negated[0] != negated[1] or (negated[0] and (min(before | after) < ADVISES)):
        # "may not" forbids as strongly as "must not": strength does not help here.
        return None
    if before and after:
        if _comparable(max(before), max(after)):
            if min(before) > max(after):
                return Direction.WEAKENED
            if max(before) < min(after):
                return Direction.STRENGTHENED
        return None
    only = before | after
    alone = all(found.end >= hunk.old.end for found in old) and all(
        found.end >= hunk.new.end for found in new
    )
    if alone and only <= {ADVISES, ASKS}:
        # A plain statement became advice, or the reverse.
        return Direction.WEAKENED if after else Direction.STRENGTHENED
    return None


def _comparable(old: int, new: int) -> bool:
    """Whether two strengths can be ranked: both of permission and effort cannot."""
    return max(old, new) >= ADVISES and not (ASKS in (old, new) and ADVISES in (old, new))


def _strengths(found: tuple[FoundPhrase, ...]) -> frozenset[int]:
    """The strengths of some phrases."""
    return frozenset(strength(one.phrase) for one in found)


def _negated(side: Side, found: tuple[FoundPhrase, ...]) -> bool:
    """Whether "not" is right before or after one of the phrases."""
    words = side.reading.words
    return any(
        0 <= at < len(words) and words[at].key in ("not", "never")
        for one in found
        for at in (one.start - 1, one.end)
    )
