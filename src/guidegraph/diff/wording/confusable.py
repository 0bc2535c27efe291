"""Confusable words: a slip, or a change, that no spelling check reports."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from guidegraph.diff.wording.comparison import Hunk, Remark, Side, TextComparison, became
from guidegraph.diff.wording.reading import JOINT
from guidegraph.language.inflect import stem
from guidegraph.language.lexicon import groups, word_set
from guidegraph.language.spelling import are_near
from guidegraph.model.changes import Aspect, Wording


__all__ = ["are_confusable", "in_hunk", "in_pairs", "is_listed", "near_words"]

# In a longer rewrite, two such words are not a slip.
MOST_WORDS = 3


def are_confusable(old: str, new: str) -> bool:
    """
    Whether two words without case are listed as a pair, in any form.

    >>> are_confusable("complements", "compliments"), are_confusable("set", "setting")
    (True, False)
    """
    if is_listed(old, new):
        return True
    stems = frozenset((stem(old), stem(new)))
    return len(stems) == 2 and stems in _stems()


def is_listed(old: str, new: str) -> bool:
    """Whether two forms are listed as they are."""
    return frozenset((old, new)) in _listed()


def in_hunk(hunk: Hunk) -> Iterator[Remark]:
    """The confusable words that replaced each other."""
    joined = (_joined(hunk.old), _joined(hunk.new))
    if is_listed(*joined):
        yield _remark(joined, (frozenset(hunk.old.span), frozenset(hunk.new.span)))
        return
    lengths = (len(hunk.old.span), len(hunk.new.span))
    if lengths[0] == lengths[1]:
        candidates = list(zip(hunk.old.span, hunk.new.span, strict=True))
    elif max(lengths) <= MOST_WORDS:
        candidates = [(old, new) for old in hunk.old.span for new in hunk.new.span]
    else:
        return
    for old, new in candidates:
        before, after = hunk.old.reading.words[old], hunk.new.reading.words[new]
        if are_confusable(before.form, after.form):
            yield _remark((before.text, after.text), (frozenset({old}), frozenset({new})))


def near_words(hunk: Hunk) -> Iterator[Remark]:
    """
    The words that took the place of another real word that is written nearly the same.

    Words for the same are seldom written so unless they have one origin: "form" and "farm" differ.
    """
    if len(hunk.old.span) != len(hunk.new.span) or len(hunk.old.span) > MOST_WORDS:
        return
    for old, new in zip(hunk.old.span, hunk.new.span, strict=True):
        before, after = hunk.old.reading.words[old], hunk.new.reading.words[new]
        if are_near(before.form, after.form):
            yield Remark(
                wording=Wording.SUBSTANTIVE,
                aspect=Aspect.OTHER,
                reason=f"{became(before.text, after.text)}: two words, nearly written the same",
                old=frozenset({old}),
                new=frozenset({new}),
            )


def in_pairs(comparison: TextComparison) -> Iterator[Remark]:
    """
    The listed pairs that would be one word without inflection (other, others), and acronyms that
    became a word (US, us).
    """
    any_lower = all(
        any(word.text.islower() for word in reading.words)
        for reading in (comparison.old, comparison.new)
    )
    for old, new in comparison.pairs:
        before, after = comparison.old.words[old], comparison.new.words[new]
        if before.text == after.text:
            continue
        acronym = any_lower and _acronym(before.text, after.text)
        if acronym or is_listed(before.form, after.form):
            yield _remark((before.text, after.text), (frozenset(), frozenset()))


def _acronym(old: str, new: str) -> bool:
    """Whether one is a listed acronym and the other the word in lower case."""
    upper, lower = (old, new) if old.isupper() else (new, old)
    return lower.islower() and upper.replace(".", "") in word_set("acronyms")


def _joined(side: Side) -> str:
    """The run as one string: "re-sign", "may be"."""
    words = side.reading.words[side.start : side.end]
    if len(words) > MOST_WORDS:
        return ""
    parts = [
        ("-" if word.lead == "-" else "" if word.lead == JOINT else " ") * bool(at) + word.form
        for at, word in enumerate(words)
    ]
    return "".join(parts)


def _remark(words: tuple[str, ...], spans: tuple[frozenset[int], frozenset[int]]) -> Remark:
    """The remark about a pair."""
    return Remark(
        wording=Wording.SUBSTANTIVE,
        aspect=Aspect.CONFUSABLE,
        reason=f"{became(words[0], words[1])}: easily confused words",
        old=spans[0],
        new=spans[1],
    )


@cache
def _listed() -> frozenset[frozenset[str]]:
    """The pairs as listed."""
    return frozenset(frozenset(pair) for pair in groups("confusables"))


@cache
def _stems() -> frozenset[frozenset[str]]:
    """The stems of the pairs."""
    return frozenset(frozenset(stem(word) for word in pair) for pair in groups("confusables"))
