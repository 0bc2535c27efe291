"""The two sides of a group of items, as what is compared."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import Indel

from guidegraph.language.enumeration import Numbered, marker_at, numbered_siblings, unnumbered
from guidegraph.language.words import grammatical, keyed
from guidegraph.model.changes import WordCoverage
from guidegraph.model.edition import Edition, Item
from guidegraph.model.statement import Role


__all__ = [
    "Numbers",
    "Sides",
    "counts_on",
    "coverage",
    "label_of",
    "number_in_id",
    "same_number",
    "spaced",
    "text_of",
]

_CLAUSE = re.compile(r"(?:[A-Z]{1,4}[.-]?)?\d{1,4}(?:[.-]\d{1,4}){0,7}[a-z]?")

Words = Callable[[Sequence[Item]], str | None]


@dataclass(frozen=True, slots=True)
class Sides:
    """A group's items: the old ones edition by edition, and the new ones."""

    old: tuple[tuple[Item, ...], ...]
    new: tuple[Item, ...]

    def nearest(self, words: Words) -> int:
        """
        Which of the old editions has the words to compare: the most similar ones, if several have
        the item.
        """
        if len(self.old) == 1:
            return 0
        after = words(self.new)
        likeness = [_likeness(words(items), after) for items in self.old]
        return likeness.index(max(likeness))


def text_of(items: Sequence[Item]) -> str | None:
    """The texts of the items in order, each once."""
    return joined(item.text for item in items)


def label_of(items: Sequence[Item]) -> str | None:
    """The items' printed labels; our name for an item whose label the document does not print."""
    return joined(item.label or item.pref_label for item in items)


def spaced(text: str | None) -> str:
    """A text with single spaces between its words."""
    return " ".join((text or "").split())


def joined(texts: Iterable[str | None]) -> str | None:
    """Some texts as one, each once."""
    there = list(dict.fromkeys(text for text in texts if text))
    return " ".join(there) if there else None


def _likeness(before: str | None, after: str | None) -> float:
    if before is None or after is None:
        return float(before == after)
    alike = Indel.normalized_similarity(before.casefold().split(), after.casefold().split())
    return alike + (before == after)


class Numbers:
    """The numbers in front of the labels and texts of an edition."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition

    def of_label(self, item: Item) -> tuple[str, str]:
        """
        The number in front of an item's label, and the label without it.

        A plain figure is one where the labels before and after it go on counting.
        """
        label = item.label or item.pref_label or ""
        number, rest = self.split(label, item.notation)
        if number or not label[:1].isdigit():
            return number, rest
        found = self._among_siblings.get(item.id)
        return (found.notation, found.label) if found is not None else ("", label)

    def of_text(self, item: Item) -> tuple[str, str]:
        """The number in front of an item's text, and the text without it."""
        return self.split(item.text or "", item.notation)

    @staticmethod
    def split(text: str, notation: str | None) -> tuple[str, str]:
        """The number in front of a text, and the rest."""
        return unnumbered(text, notation)

    @cached_property
    def _among_siblings(self) -> dict[str, Numbered]:
        depths: dict[str | None, int] = {None: 0}
        headings = []
        for place, item in enumerate(self._edition.items):
            depths[item.id] = depths.get(item.parent, 0) + 1
            headings.append((place, depths[item.id], spaced(item.label or item.pref_label)))
        found = numbered_siblings(headings)
        return {self._edition.items[place].id: number for place, number in found.items()}


def counts_on(one: Item, other: Item) -> bool | None:
    """
    Whether the number of an item is the next after that of another; none if they differ in kind.

    "1 Staff must:" and "2 Guests may leave." are two clauses, "1. Staff must:" and "(a)" are not.
    """
    first, second = dict(_sequences(one)), dict(_sequences(other))
    shared = [name for name in first if name in second]
    return any(second[name] == first[name] + 1 for name in shared) if shared else None


def _sequences(item: Item) -> Sequence[tuple[str, int]]:
    """The sequences that the number in front of an item may belong to, with its place in each."""
    said = item.text or item.label or item.pref_label or ""
    printed = marker_at(said.lstrip())
    if printed is None:
        number, _ = Numbers.split(said, item.notation)
        last = (number or item.notation or item.marker or "").split()[-1:]
        printed = marker_at(f"{last[0].rstrip('.')}.") if last else None
    return () if printed is None else printed.readings


def same_number(one: str | None, other: str | None) -> bool:
    """
    Whether two numbers are the same, however they are printed.

    >>> same_number("(a)", "a."), same_number("Article 4", "4"), same_number("3.1", "1")
    (True, True, False)
    """
    first, second = (_bare(number) for number in (one, other))
    return first == second or first.endswith(f" {second}") or second.endswith(f" {first}")


def number_in_id(item: Item) -> str:
    """The id that the source gives an item without a number, if it looks like that of a clause."""
    if item.notation is not None or not _CLAUSE.fullmatch(item.id):
        return ""
    return item.id if any(each.value == item.id for each in item.said(Role.IDENTIFIER)) else ""


def _bare(number: str | None) -> str:
    return " ".join((number or "").casefold().split()).strip(".:()[]§ ")


def coverage(whole: Item, parts: Sequence[Item]) -> WordCoverage | None:
    """
    The share of the words of one item that are in any of several, and in each.

    Words without a meaning of their own do not count, unless there are no others.
    """
    words = _words_in((whole,))
    size = words.total()
    if not size:
        return None
    return WordCoverage(
        whole=round((words & _words_in(parts)).total() / size, 4),
        parts=tuple(round((words & _words_in((part,))).total() / size, 4) for part in parts),
    )


def _words_in(items: Sequence[Item]) -> Counter[str]:
    said = [(key, word.form) for item in items for key, word in keyed(_said(item))]
    meant = Counter(key for key, form in said if not grammatical(form))
    return meant or Counter(key for key, _ in said)


def _said(item: Item) -> str:
    return f"{item.label or item.pref_label or ''} {item.text or ''}"
