"""
Lists in another order: the same items, joined by the same conjunctions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from guidegraph.diff.wording.comparison import Comparison, Hunk
from guidegraph.diff.wording.inflect import canonical
from guidegraph.diff.wording.lexicon import word_set
from guidegraph.diff.wording.reading import Reading, Word


__all__ = ["reordered"]

JOINING = frozenset({"and", "or"})

# A list is looked for across this many hunks, with this many words of either side drawn in.
MOST_HUNKS = 6
MOST_WORDS = 120
CONTEXT = 4


def reordered(comparison: Comparison, first: int) -> int:
    """
    How many hunks from the *first* on together do no more than reorder or repeat the items of a list.
    """
    hunks = comparison.hunks[first : first + MOST_HUNKS]
    for count in range(len(hunks), 0, -1):
        if _is_same_list(comparison, hunks[0], hunks[count - 1]):
            return count
    return 0


def _is_same_list(comparison: Comparison, first: Hunk, last: Hunk) -> bool:
    """
    Whether the stretch from one hunk to another holds the same items on both sides.
    """
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


def _same_words(comparison: Comparison, first: Hunk, last: Hunk) -> bool:
    """
    Whether the stretch has the same words on both sides: a quick look before the thorough one.
    """
    small = word_set("ignorable") | JOINING
    old, new = (
        Counter(word.key for word in words if word.form not in small)
        for words in (
            comparison.old.words[first.old.start : last.old.end],
            comparison.new.words[first.new.start : last.new.end],
        )
    )
    return old == new


def _items(
    reading: Reading, start: int, end: int
) -> tuple[frozenset[str], Counter[tuple[str, ...]]] | None:
    """
    The items of a list and the conjunctions that join them; `None` where it is no list.
    """
    items: list[list[Word]] = [[]]
    joints: set[str] = set()
    words: Sequence[Word] = reading.words[start:end]
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
    found = Counter(canonical(tuple(word.form for word in item)) for item in items if item)
    if len(found) < 2 or len(joints) > 1:
        return None
    return (frozenset(joints), found)
