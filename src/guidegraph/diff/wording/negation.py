"""Words that turn a statement into its opposite: not, no, without, non-clinical, inappropriate."""

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
from guidegraph.language.lexicon import word_set
from guidegraph.model.changes import Aspect, Direction, Wording


__all__ = ["remarks"]

PREFIXES = ("non", "un", "in", "im", "il", "ir", "dis", "mis")

# The rest after a negative prefix must be long enough to be a word.
SHORTEST = 4

# With more words than this on a side, it is not clear which word replaced which.
MOST_WORDS = 12

PERMITTED = frozenset({"permitted", "allowed"})


def remarks(hunk: Hunk) -> Iterator[Remark]:
    """What was negated and is not now, or the reverse."""
    old, new = only_in(hunk, listed("negation"))
    if old or new:
        yield Remark(
            wording=Wording.SUBSTANTIVE,
            aspect=Aspect.NEGATION,
            direction=_direction(hunk, old, new),
            reason=became(quoted_phrases(old), quoted_phrases(new)),
            old=frozenset().union(*(found.span for found in old)),
            new=frozenset().union(*(found.span for found in new)),
        )
    for before, after in _opposites(hunk):
        words = (hunk.old.reading.words[before].text, hunk.new.reading.words[after].text)
        yield Remark(
            wording=Wording.SUBSTANTIVE,
            aspect=Aspect.NEGATION,
            reason=became(*words),
            old=frozenset({before}),
            new=frozenset({after}),
        )


def _opposites(hunk: Hunk) -> Iterator[tuple[int, int]]:
    """Words of which one is the other with a negative prefix."""
    if max(len(hunk.old.span), len(hunk.new.span)) > MOST_WORDS:
        return
    for before in hunk.old.span:
        for after in hunk.new.span:
            old, new = hunk.old.reading.words[before].form, hunk.new.reading.words[after].form
            longer, shorter = (old, new) if len(old) > len(new) else (new, old)
            if (
                len(shorter) >= SHORTEST
                and longer.removesuffix(shorter) in PREFIXES
                and longer not in word_set("negative_prefix_exceptions")
            ):
                yield before, after


def _direction(
    hunk: Hunk, old: tuple[FoundPhrase, ...], new: tuple[FoundPhrase, ...]
) -> Direction | None:
    """A denied permission is stronger, a removed denial weaker; the rest is not certain."""
    if new and not old and _permission_follows(hunk.new):
        return Direction.STRENGTHENED
    if old and not new and _permission_follows(hunk.old):
        return Direction.WEAKENED
    return None


def _permission_follows(side: Side) -> bool:
    """Whether "not" is before "permitted" or "allowed"."""
    return side.forms[-1:] == ("not",) and side.next_form in PERMITTED
