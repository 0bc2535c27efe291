"""Words that are taken for one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from guidegraph.check.text.passages import passages
from guidegraph.check.text.patterns import hits
from guidegraph.check.text.spelling import meant
from guidegraph.check.text.words import distance, forms
from guidegraph.language.inflect import stem
from guidegraph.language.lexicon import groups, word_set
from guidegraph.language.variants import american
from guidegraph.model.edition import Edition, Item


__all__ = ["Usage", "is_slip"]

_LETTERS = 2
_SHORTEST = 6
_ENDINGS = ("er", "or", "ers", "s", "ing")
"""What was added or lost by a slip: support(er), other(s), set(ting)."""
_LISTS = ("confusable_contexts", "slips", "verb_forms")


def is_slip(old: str, new: str) -> bool:
    """
    Whether a word that became another one is likely to be a slip, in this edition or in the other.

    >>> is_slip("complementary", "complimentary"), is_slip("setting", "set")
    (True, True)
    >>> is_slip("includes", "included"), is_slip("colour", "color"), is_slip("early", "earlier")
    (False, False, False)
    """
    if old == new or not (old + new).isalpha() or american(old) == american(new):
        return False
    if meant(old) is not None or meant(new) is not None:
        return meant(old) is None  # what was misspelt and is not any more was mended
    if frozenset((old, new)) in _listed():
        return True
    shared = _shared(old, new)
    ends = frozenset((old[shared:], new[shared:]))
    if "" in ends:
        shorter, longer = sorted((old, new), key=len)
        added = longer.removeprefix(shorter)
        doubled = added[:1] == shorter[-1:] and added[1:] in _ENDINGS
        return len(shorter) >= 3 and (doubled or (added in _ENDINGS and added not in ("s", "ing")))
    if ends <= word_set("suffixes") or stem(old) == stem(new):
        return False
    return min(len(old), len(new)) >= _SHORTEST and distance(old, new, _LETTERS) <= _LETTERS


def _shared(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    count = 0
    for letter, against in zip(one, other, strict=False):
        if letter != against:
            break
        count += 1
    return count


@cache
def _listed() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in groups("confusables"))


class Usage:
    """How words are used in some editions, to tell which of two is the slip."""

    def __init__(self, editions: Iterable[Edition]) -> None:
        self._pairs: Counter[tuple[str, str]] = Counter()
        for edition in editions:
            for passage in passages(edition):
                said = forms(passage.text)
                self._pairs.update(pairwise(said))

    def prefers_new(self, old: str, old_item: Item, new: str, new_item: Item) -> bool:
        """
        Whether the new word fits better: the old one is found to be a slip by its context, the new
        one belongs to the item's name, or it is usual between its neighbours and the old is not.
        """
        wrong = [_is_hit(word, item) for word, item in ((old, old_item), (new, new_item))]
        if any(wrong):
            return wrong[0] and not wrong[1]
        name = forms(new_item.label or "")
        if (old.casefold() in name) != (new.casefold() in name):
            return new.casefold() in name
        return self._usual(new, new_item) > self._usual(old, old_item) + 1

    def _usual(self, word: str, item: Item) -> int:
        """How often the word stands before what follows it here."""
        said = forms(item.text or "")
        form = word.casefold()
        after = {said[at + 1] for at, each in enumerate(said[:-1]) if each == form}
        return max((self._pairs[form, each] for each in after), default=0)


def _is_hit(word: str, item: Item) -> bool:
    return any(hit.word == word for list_ in _LISTS for hit in hits(list_, item.text or ""))
