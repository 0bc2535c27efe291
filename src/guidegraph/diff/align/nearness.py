"""
How many words two items have in common: enough to tell that a mapping cannot be right.

The aligner weighs much more than this; here a claim is examined that was made without it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from rapidfuzz.distance import Indel

from guidegraph.model.changes import Ref
from guidegraph.model.edition import Edition, Item


__all__ = ["Nearness", "said_by"]

_RAREST = 12
_CANDIDATES = 20


class Nearness:
    """The words of old and new items."""

    def __init__(self, old: Iterable[Edition], new: Edition) -> None:
        # Numbers for words: they are compared faster, and alike in every run.
        words: dict[str, int] = {}
        old = tuple(old)
        self._old = _numbered(old, words, said_by)
        self._new = _numbered((new,), words, said_by)
        # One edition may give a value its text and another only its name: names count, too.
        self._old_names = _numbered(old, words, _name_of)
        self._new_names = _numbered((new,), words, _name_of)
        self._having: dict[int, list[Ref]] = {}
        for ref, theirs in self._new.items():
            for word in dict.fromkeys(theirs):
                self._having.setdefault(word, []).append(ref)

    def between(self, old: Ref, new: Ref) -> float:
        """
        From 0, no word in common, to 1, the same words; of texts or of names, whichever is more.
        """
        return max(
            _likeness(self._old[old], self._new[new]),
            _likeness(self._old_names[old], self._new_names[new]),
        )

    def best(self, old: Ref, but: Ref) -> tuple[Ref | None, float]:
        """
        The new item, other than *but*, nearest to an old one; and how near.

        Only those are looked at that share most of the old one's rarest words.
        """
        words = self._old[old]
        rarest = sorted(
            {*words} & self._having.keys(), key=lambda word: (len(self._having[word]), word)
        )
        shared = Counter(ref for word in rarest[:_RAREST] for ref in self._having[word])
        del shared[but]
        found = [
            (_likeness(words, self._new[ref]), ref) for ref, _ in shared.most_common(_CANDIDATES)
        ]
        near, ref = max(found, key=lambda entry: entry[0], default=(0.0, None))
        return ref, near


def said_by(item: Item) -> str:
    """An item's text, or its name if it has none."""
    return item.text or item.label or item.pref_label or ""


def _name_of(item: Item) -> str:
    return item.pref_label or item.label or ""


def _numbered(
    editions: Iterable[Edition], words: dict[str, int], said: Callable[[Item], str]
) -> Mapping[Ref, tuple[int, ...]]:
    return {
        Ref(edition=edition.id, id=item.id): tuple(
            words.setdefault(word, len(words)) for word in re.findall(r"\w+", said(item).casefold())
        )
        for edition in editions
        for item in edition.items
    }


def _likeness(one: tuple[int, ...], two: tuple[int, ...]) -> float:
    """
    The mean of two shares: of the words in common in the shorter text, and in both together.

    A short text is contained in many, so that its share alone says little.
    """
    if not one or not two:
        return 0.0
    common = (len(one) + len(two) - Indel.distance(one, two)) // 2
    return (common / min(len(one), len(two)) + 2 * common / (len(one) + len(two))) / 2
