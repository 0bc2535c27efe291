"""Adverbs that say how far a duty or a prohibition goes: "do not routinely offer"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from guidegraph.diff.wording.comparison import Hunk, Remark, Side
from guidegraph.diff.wording.force import bindings
from guidegraph.diff.wording.negation import denials
from guidegraph.diff.wording.place import sentences
from guidegraph.language.inflect import canonical, stem
from guidegraph.language.lexicon import entries, word_set
from guidegraph.model.changes import Aspect, Wording


__all__ = ["limits_duty", "remarks"]

# Longer sentences are not searched for what binds.
_LONGEST = 120

# In a longer exchange, an adverb more or less is part of another wording.
_FEW = 4
_SHORTEST = 5


def remarks(hunk: Hunk) -> Iterator[Remark]:
    """The adverbs that were only added to what binds, or only removed from it."""
    around = sentences(hunk)
    found = [[at for at in side.span if _limits(side, at)] for side in hunk.sides]
    if bool(found[0]) == bool(found[1]) or max(len(side.span) for side in hunk.sides) > _FEW:
        return
    number = 0 if found[0] else 1
    side, other = hunk.sides[number], around[1 - number]
    there = {word.key for word in other.reading.words[other.start : other.end]}
    there.update(canonical(other.forms))
    span = [at for at in found[number] if side.reading.words[at].key not in there]
    if not span or not all(map(_has_force, around)):
        return
    text = side.reading.quote(min(span), max(span) + 1)
    means = "how far the duty goes is another matter now"
    if all(any(denials(each)) for each in around):
        means = f"what is denied or forbidden is {'less' if number else 'more'} now"
    claimed = frozenset(span)
    yield Remark(
        wording=Wording.SUBSTANTIVE,
        aspect=Aspect.SCOPE,
        reason=f"'{text}' was {'added' if number else 'removed'}: {means}",
        old=frozenset() if number else claimed,
        new=claimed if number else frozenset(),
    )


def limits_duty(hunk: Hunk, forms: frozenset[str]) -> bool:
    """Whether some words of a hunk say how far a duty goes: "should generally"."""
    return forms <= word_set("limiting_adverbs") and all(map(_has_force, sentences(hunk)))


def _limits(side: Side, at: int) -> bool:
    """Whether a word is an adverb that limits."""
    form = side.reading.words[at].form
    if form in word_set("limiting_adverbs"):
        return True
    return (
        form.endswith("ly")
        and len(form) >= _SHORTEST
        and form.isalpha()
        and form not in word_set("stressing_adverbs") | word_set("ignorable")
    )


def _has_force(sentence: Side) -> bool:
    """Whether a sentence requires, advises, permits or forbids something, or begins as an order."""
    if not sentence or len(sentence.span) > _LONGEST:
        return False
    forms = sentence.forms
    if any(one.strength for one in bindings(sentence)) or any(denials(sentence)):
        return True
    first = next((form for form in forms[:2] if not form.endswith("ly")), "")
    return first in _ordered()


@cache
def _ordered() -> frozenset[str]:
    """The verbs of duties, in the form in which an order begins with them."""
    return frozenset(
        verb for entry in entries("near_verbs") for verb in entry.split() if stem(verb) == verb
    )
