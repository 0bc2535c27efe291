"""What only moved: lists in another order, conditions at another place of the sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from guidegraph.diff.wording.comparison import Hunk, Side, TextComparison, listed, phrases_in
from guidegraph.diff.wording.reading import ComparedWord, TextReading
from guidegraph.language.inflect import canonical
from guidegraph.language.lexicon import word_set


__all__ = ["reordered", "repeats"]

JOINING = frozenset({"and", "or"})
APART = frozenset({"and", "or", "but", "nor", "so", "then"})

# A list is searched across this many hunks, with this many more words on either side.
MOST_HUNKS = 6
MOST_WORDS = 120
CONTEXT = 4

# How far away the other occurrence of an item may be.
FAR = 120


def reordered(comparison: TextComparison, first: int) -> tuple[int, str]:
    """How many hunks from the *first* on together only move something, and what."""
    hunks = comparison.hunks[first : first + MOST_HUNKS]
    for count in range(len(hunks), 0, -1):
        if _is_same_list(comparison, hunks[0], hunks[count - 1]):
            return count, "the items of a list are in another order"
    if len(hunks) > 1 and _moves_condition(comparison, hunks[0], hunks[1]):
        return 2, "a condition is elsewhere in the sentence"
    return 0, ""


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


def _is_same_list(comparison: TextComparison, first: Hunk, last: Hunk) -> bool:
    """Whether the text from one hunk to another has the same items on both sides."""
    spans = (last.old.end - first.old.start, last.new.end - first.new.start)
    if max(spans) > MOST_WORDS or not _same_words(comparison, first, last):
        return False
    for left in range(min(CONTEXT, first.left) + 1):
        for right in range(min(CONTEXT, last.right) + 1):
            old = _items(comparison.old, first.old.start - left, last.old.end + right)
            new = _items(comparison.new, first.new.start - left, last.new.end + right)
            if old is not None and old == new:
                return True
    return False


def _same_words(comparison: TextComparison, first: Hunk, last: Hunk) -> bool:
    """Whether the text has the same words on both sides: a quick test before the full one."""
    small = word_set("ignorable") | JOINING
    old, new = (
        Counter(word.key for word in words if word.form not in small)
        for words in (
            comparison.old.words[first.old.start : last.old.end],
            comparison.new.words[first.new.start : last.new.end],
        )
    )
    return old == new and old.total() > 1


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


def _items(
    reading: TextReading, start: int, end: int
) -> tuple[frozenset[str], Counter[tuple[str, ...]]] | None:
    """The items of a list and the conjunctions that join them; `None` if it is not a list."""
    items: list[list[ComparedWord]] = [[]]
    joints: set[str] = set()
    words: Sequence[ComparedWord] = reading.words[start:end]
    for at, word in enumerate(words):
        if at and set(word.lead) & set(".?!:()[]"):
            return None
        if word.key in JOINING:
            joints.add(word.key)
            items.append([])
            continue
        if at and set(word.lead) & set(",;"):
            items.append([])
        items[-1].append(word)
    small = word_set("ignorable")
    found = Counter(
        tuple(word.key for word in item if word.form not in small) for item in items if item
    )
    if len(found) < 2 or len(joints) > 1 or (not joints and len(found) < 3):
        return None
    return (frozenset(joints), found)
