"""
Two sentences of the same words that say the same in another construction, or the reverse.

"Must not … unless" and "may … only if" are one prohibition; "the donor thanks the museum" and "the
museum thanks the donor" are two statements. Words alone do not show either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from guidegraph.diff.wording.actor import is_actor
from guidegraph.diff.wording.comparison import (
    Remark,
    Side,
    TextComparison,
    listed,
    phrases_in,
)
from guidegraph.diff.wording.force import PERMITS, Binding, bindings
from guidegraph.diff.wording.negation import denials, without_prefix
from guidegraph.diff.wording.reading import ComparedWord, TextReading
from guidegraph.language.inflect import stem
from guidegraph.language.lexicon import word_set
from guidegraph.model.changes import Aspect, Wording


__all__ = ["restated", "swapped"]

# Longer sentences have more than one duty.
MOST_WORDS = 60

# The phrases that change places have no more words than this.
LONGEST_PHRASE = 6

# With these a sentence has two statements.
TURNING = frozenset({"but", "although", "though", "however", "yet", "whereas", "except"})

UNCLEAR = frozenset({"may", "can", "could", "might", "kann", "können", "peut", "peuvent"})
JOINING = frozenset({"and", "or", "with", "not", "nor", "but", "und", "oder", "et", "ou", "zu"})

# What opens the exception of a prohibition; "only" and one of the others open the same.
EXCEPTING = frozenset({"unless", "without"})
LIMITING = frozenset({"only", "if", "when", "with", "where"})
BEFORE = frozenset({"no", "nobody", "none", "neither", "never", "no one"})
STAYING = frozenset({"leave", "keep", "remain", "stay", "always", "ever", "any", "either", "nor"})


def restated(comparison: TextComparison) -> str:
    """Why two sentences are the same in another construction; or ""."""
    sides = tuple(
        Side(reading=one, start=0, end=len(one.words)) for one in (comparison.old, comparison.new)
    )
    if max(len(side.span) for side in sides) > MOST_WORDS:
        return ""
    kinds = [_kind(side) for side in sides]
    if kinds[0] and kinds[0] == kinds[1]:
        old, new = (_said(side) for side in sides)
        free = any("nor" in side.forms for side in sides) or _is_gerund(*sides)
        if old == new or (free and Counter(old) == Counter(new)):
            return "the same prohibition, expressed differently"
    for one, other in (sides, sides[::-1]):
        if _is_double_negative(one, other):
            return "the same, expressed by two negatives"
    return ""


def _is_gerund(old: Side, new: Side) -> bool:
    """Whether one sentence begins with the deed: "smoking is not allowed", "must not smoke"."""
    return any(
        one.forms[0].endswith("ing")
        and one.forms[0] not in other.forms
        and stem(one.forms[0]) in map(stem, other.forms)
        for one, other in ((old, new), (new, old))
    )


def _kind(side: Side) -> str:
    """Whether a sentence only forbids something, with an exception or without; "" if more."""
    found = tuple(bindings(side))
    forms = set(side.forms)
    if not found or forms & TURNING:
        return ""
    denying = tuple(one for one in denials(side) if one.phrase != "without")
    if denying or any(one.forbids for one in found):
        if "only" in forms or not all(_is_denied(side.reading, one, denying) for one in found):
            return ""
        levels = sorted({6 if one.strength == PERMITS else one.strength for one in found})
        if len(denying) > max(1, len(found)) or len(levels) > 1:
            return ""
        return f"{'only' if forms & EXCEPTING else 'forbids'} {levels[0]}"
    limited = "only" in forms and forms & (LIMITING - {"only"}) and "without" not in forms
    return "only 6" if limited else ""


def _is_denied(reading: TextReading, one: Binding, denying: Sequence[object]) -> bool:
    """Whether a binding forbids, by a "not" beside it or by who may: "no vehicle may"."""
    if one.forbids:
        # "May not" forbids, or says what is possible.
        return one.found.phrase not in UNCLEAR
    before = Side(reading=reading, start=0, end=one.found.start)
    negative = any(
        found.phrase in BEFORE or " no " in f" {found.phrase} " for found in denials(before)
    )
    nor = one.found.start > 0 and reading.words[one.found.start - 1].form == "nor"
    return (negative or nor) and one.strength == PERMITS and bool(denying)


def _said(side: Side) -> list[str]:
    """The words of content, without those that bind, deny or limit."""
    small = word_set("ignorable") | word_set("function") | STAYING | EXCEPTING | LIMITING
    taken = _of_construction(side)
    words = side.reading.words
    return [
        words[at].key
        for at in side.span
        if at not in taken and words[at].form not in small and words[at].key not in small
    ]


def _of_construction(side: Side) -> frozenset[int]:
    """The words that bind or deny."""
    spans = [one.span for name in ("force", "negation") for one in phrases_in(side, listed(name))]
    return frozenset().union(*spans)


def _is_double_negative(negative: Side, plain: Side) -> bool:
    """Whether one denies the opposite of what the other says: never unattended, always attended."""
    theirs = {stem(form) for form in plain.forms}
    turned = [at for at in negative.span if without_prefix(negative.forms[at], theirs)]
    denying = tuple(denials(negative))
    if len(turned) != 1 or len(denying) != 1 or any(denials(plain)):
        return False
    levels = [sorted(one.found.phrase for one in bindings(side)) for side in (negative, plain)]
    if levels[0] != levels[1] or "only" in negative.forms + plain.forms:
        return False
    rest = without_prefix(negative.forms[turned[0]], theirs)
    mine = [rest if at == turned[0] else negative.reading.words[at].key for at in negative.span]
    gone = denying[0].span
    small = word_set("ignorable") | word_set("function") | STAYING
    left = [key for at, key in enumerate(mine) if at not in gone and stem(key) not in small]
    other = [key for key in (word.key for word in plain.reading.words) if stem(key) not in small]
    return [*map(stem, left)] == [*map(stem, other)]


def swapped(comparison: TextComparison) -> Iterator[Remark]:
    """Two phrases that changed places around what relates them: A reports to B, B to A."""
    if max(len(comparison.old.words), len(comparison.new.words)) > MOST_WORDS:
        return
    old, new = (_relating(reading.words) for reading in (comparison.old, comparison.new))
    keys = [[word.key for word in words] for words in (old, new)]
    if Counter(keys[0]) != Counter(keys[1]) or keys[0] == keys[1]:
        return
    start = 0
    while keys[0][start] == keys[1][start]:
        start += 1
    end = 0
    while keys[0][-1 - end] == keys[1][-1 - end]:
        end += 1
    mine, other = (one[start : len(one) - end] for one in keys)
    words = old[start : len(old) - end]
    for first in range(1, min(LONGEST_PHRASE, len(mine) - 1)):
        if mine[:first] != other[-first:]:
            continue
        for last in range(1, min(LONGEST_PHRASE, len(mine) - first)):
            between = words[first : len(words) - last]
            if mine[-last:] != other[:last] or mine[first:-last] != other[last:-first]:
                continue
            phrases = (words[:first], words[-last:])
            if _relates(between) and not any(map(_is_circumstance, phrases)):
                yield _remark(phrases)
                return


def _relating(words: Sequence[ComparedWord]) -> list[ComparedWord]:
    """The words without articles and pronouns."""
    small = word_set("ignorable") | {"their", "its", "his", "her", "is", "are", "be", "this"}
    return [word for word in words if word.form not in small]


def _relates(words: Sequence[ComparedWord]) -> bool:
    """Whether the words between are more than an "and"."""
    return any(word.form not in JOINING for word in words) and not any(
        set(word.lead) & set(".;:?!") for word in words
    )


def _is_circumstance(words: Sequence[ComparedWord]) -> bool:
    """Whether a phrase says when, where or how: it may be anywhere in a sentence."""
    form = words[0].form
    joint = any(word.form in ("and", "or") or "," in word.lead for word in words[1:])
    return form in word_set("prepositions") or form.endswith("ly") or joint or form in LIMITING


def _remark(phrases: tuple[Sequence[ComparedWord], Sequence[ComparedWord]]) -> Remark:
    texts = [" ".join(word.text for word in phrase) for phrase in phrases]
    acts = any(is_actor(word.form) for phrase in phrases for word in phrase)
    return Remark(
        wording=Wording.SUBSTANTIVE,
        aspect=Aspect.ACTOR if acts else Aspect.OTHER,
        reason=f"'{texts[0]}' and '{texts[1]}' changed places",
    )
