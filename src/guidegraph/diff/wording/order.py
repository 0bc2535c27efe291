"""What is only put differently: conditions elsewhere in the sentence, active and passive, "of"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from guidegraph.diff.wording.comparison import Hunk, Side, TextComparison, listed, phrases_in
from guidegraph.diff.wording.reading import ComparedWord, TextReading
from guidegraph.diff.wording.series import JOINING
from guidegraph.language.inflect import canonical
from guidegraph.language.lexicon import word_set


__all__ = ["BE", "reordered", "repeats", "turned"]

APART = frozenset({"and", "or", "but", "nor", "so", "then"})

BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "am"})
PARTICIPLES = ("ed", "en", "n", "t", "d")

# A turn is looked for across this many hunks, with this many more words on either side, and in
# sentences that are not longer.
MOST_HUNKS = 6
MOST_WORDS = 120
CONTEXT = 4

# How far away the other occurrence of an item may be.
FAR = 120


def reordered(comparison: TextComparison, first: int) -> tuple[int, str]:
    """How many hunks from the *first* on together only move something, and what."""
    hunks = comparison.hunks[first : first + MOST_HUNKS]
    for count in range(len(hunks), 0, -1):
        if _is_genitive(comparison, hunks[0], hunks[count - 1]):
            return count, "'of' and a possessive or compound say the same"
    if len(hunks) > 1 and _moves_condition(comparison, hunks[0], hunks[1]):
        return 2, "a condition is elsewhere in the sentence"
    return 0, ""


def turned(comparison: TextComparison) -> str:
    """Why two sentences are the same, one in the active and one in the passive; or ""."""
    sides = (comparison.old.words, comparison.new.words)
    for active, passive in (sides, sides[::-1]):
        if max(map(len, sides)) <= MOST_WORDS and _is_passive_of(passive, active):
            return "active and passive, with the same who acts"
    for formal, plain in (sides, sides[::-1]):
        if max(map(len, sides)) <= MOST_WORDS and _says_it_is(formal, plain):
            return "'it is' before what is said of an activity, or the activity first"
    return ""


def _says_it_is(formal: Sequence[ComparedWord], plain: Sequence[ComparedWord]) -> bool:
    """Whether *formal* is "it is good to run far" and *plain* is "running far is good"."""
    forms = [word.form for word in formal]
    if (
        forms[:1] != ["it"]
        or "to" not in forms[3:]
        or not plain
        or not plain[0].form.endswith("ing")
    ):
        return False
    to = forms.index("to", 3)
    if forms[1] not in BE or to + 1 == len(forms):
        return False
    turned_round = [*formal[to + 1 :], *formal[1:to]]
    return [word.key for word in turned_round] == [word.key for word in plain] and all(
        word.form not in APART for word in formal[1:to]
    )


def _is_passive_of(passive: Sequence[ComparedWord], active: Sequence[ComparedWord]) -> bool:
    """Whether a sentence says in the passive what another one says in the active."""
    forms = [word.form for word in passive]
    if forms.count("by") != 1 or any(word.form == "by" for word in active):
        return False
    if not BE & set(forms) or _counted(passive) != _counted(active):
        return False
    by = forms.index("by")
    agent = _agent(passive[by + 1 :])
    order = [word.key for word in active]
    keys = [word.key for word in passive[:by] if _is_content(word)]
    if not agent or not keys or not all(key in order for key in (*agent, keys[0])):
        return False
    acted = {word.key for word in passive[:by] if word.form.endswith(PARTICIPLES)}
    verbs = [at for at, key in enumerate(order) if key in acted]
    first = order.index(agent[0])
    return bool(verbs) and first < verbs[0] < order.index(keys[0])


def _agent(words: Sequence[ComparedWord]) -> list[str]:
    """Who acts after "by": the words up to the next one of grammar."""
    found: list[str] = []
    for at, word in enumerate(words):
        if at and word.lead.strip("-"):
            break
        if _is_content(word):
            found.append(word.key)
        elif word.form not in word_set("ignorable"):
            break
    return found


def _counted(words: Sequence[ComparedWord]) -> Counter[str]:
    """How often a sentence has each word, without those that a change of voice adds."""
    small = word_set("ignorable") | BE | {"by"}
    return Counter(word.key for word in words if word.form not in small)


def _is_content(word: ComparedWord) -> bool:
    """Whether a word has a meaning of its own."""
    small = word_set("function") | word_set("ignorable") | word_set("prepositions")
    return word.form not in small


def _is_genitive(comparison: TextComparison, first: Hunk, last: Hunk) -> bool:
    """
    Whether the text from one hunk to another says the same with "of" and without.

    "the guide of the town", "the town's guide".
    """
    if max(last.old.end - first.old.start, last.new.end - first.new.start) > CONTEXT * 2:
        return False
    for left in range(min(CONTEXT, first.left) + 1):
        for right in range(min(CONTEXT, last.right) + 1):
            old = comparison.old.words[first.old.start - left : last.old.end + right]
            new = comparison.new.words[first.new.start - left : last.new.end + right]
            if _turns_of(old, new) or _turns_of(new, old):
                return True
    return False


def _turns_of(one: Sequence[ComparedWord], two: Sequence[ComparedWord]) -> bool:
    """Whether *one* is "Y of X" and *two* is "X's Y" or "X Y"."""
    forms = [word.form for word in one]
    if forms.count("of") != 1 or any(word.form == "of" for word in two):
        return False
    at = forms.index("of")
    small = word_set("ignorable")
    parts = [
        [word.key for word in part if word.form not in small]
        for part in (one[:at], one[at + 1 :], two)
    ]
    return bool(parts[0]) and bool(parts[1]) and parts[1] + parts[0] == parts[2]


def _moves_condition(comparison: TextComparison, first: Hunk, second: Hunk) -> bool:
    """Whether a condition moved in a sentence, across one statement."""
    gone, came = (first.old, second.new) if first.old else (second.old, first.new)
    lone = not (first.old and first.new) and not (second.old and second.new)
    if not lone or not gone or gone.forms != came.forms:
        return False
    # Beyond an "and", it is the condition of something else.
    between = Side(reading=comparison.old, start=first.old.end, end=second.old.start)
    runs = (gone, between)
    return any(map(_opens_condition, runs)) and not any(map(_is_parted, runs))


def _opens_condition(side: Side) -> bool:
    """Whether the run begins with a condition."""
    return any(found.start == side.start for found in phrases_in(side, listed("condition")))


def _is_parted(side: Side) -> bool:
    """Whether a conjunction or the end of a clause is within the run."""
    words = side.reading.words[side.start : side.end]
    return any(word.form in APART for word in words) or any(
        set(word.lead) & set(".;:?!") for word in words[1:]
    )


def repeats(side: Side) -> bool:
    """Whether an item of a list is in the same list a second time."""
    words = side.reading.words
    item = canonical(side.forms)
    if not item or not _is_item(side.reading, side.start, side.end):
        return False
    length = len(side.span)
    first, last = max(0, side.start - FAR), min(len(words), side.end + FAR)
    for at in range(first, last - length + 1):
        apart = at + length <= side.start or at >= side.end
        between = words[min(at, side.start) + 1 : max(at, side.start) + 1]
        if (
            apart
            and words[at].form == side.forms[0]
            and canonical(tuple(word.form for word in words[at : at + length])) == item
            and _is_item(side.reading, at, at + length)
            and not any(set(word.lead) & set(".?!:") for word in between)
        ):
            return True
    return False


def _is_item(reading: TextReading, start: int, end: int) -> bool:
    """Whether a run has a boundary of a list on either side, one of them a comma."""
    commas = (set(reading.gap(start)) & set(",;"), set(reading.gap(end)) & set(",;.)"))
    before = start > 0 and reading.words[start - 1].key in JOINING
    after = end < len(reading.words) and reading.words[end].key in JOINING
    return bool((commas[0] or before) and (commas[1] or after) and (commas[0] or commas[1]))
