"""Whether two phrases say the same: up to inflection, words without meaning, and named synonyms."""

from __future__ import annotations

from guidegraph.diff.wording.comparison import Hunk, became
from guidegraph.language.inflect import canonical
from guidegraph.language.lexicon import word_set


__all__ = ["only_pairs_up", "same_reason", "says_the_same"]

# Shared words drawn in to see whether two phrases say the same: "in order | to", "to".
CONTEXT = 4

# What an article before these says is how many.
COUNTED = frozenset({"few", "little", "number", "lot", "couple"})


def says_the_same(hunk: Hunk) -> bool:
    """
    Whether both sides agree up to inflection, words without meaning and named synonyms,
    with some of the words around them.
    """
    if hunk.old.next_form in COUNTED and hunk.old.next_form == hunk.new.next_form:
        # "few" is not "a few", "the number of" is not "a number of".
        return False
    for left in (0, min(CONTEXT, hunk.left)):
        for right in (0, min(CONTEXT, hunk.right)):
            old, new = (canonical(side.grown(left, right).forms) for side in hunk.sides)
            if old == new:
                return True
    return False


def only_pairs_up(hunk: Hunk) -> bool:
    """Whether a "both" came or went that only announces an "and"."""
    if {hunk.old.forms, hunk.new.forms} != {(), ("both",)}:
        return False
    ahead = hunk.new.reading.words[hunk.new.end : hunk.new.end + CONTEXT + 2]
    return any(word.form == "and" for word in ahead)


def same_reason(hunk: Hunk) -> str:
    """Why a difference is no more than editorial."""
    small = word_set("ignorable")
    if all(form in small for side in hunk.sides for form in side.forms):
        return f"{became(hunk.old.text, hunk.new.text)}: no change of meaning"
    return f"{became(hunk.old.text, hunk.new.text)}: another wording of the same"
