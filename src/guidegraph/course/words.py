"""What the items of a course and a guideline say, and where names stand in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guidegraph.language.words import Name, Names, keyed
from guidegraph.model.edition import Item


__all__ = ["Occurrence", "occurrences", "said_by"]


def said_by(item: Item) -> str:
    """All that an item says: its name and its text."""
    return ". ".join(part for part in (item.pref_label or item.label, item.text) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """A name as it stands in a text: its words, counted from the first of the text."""

    name: Name
    first: int
    last: int
    printed: str


def occurrences(text: str, names: Names) -> Iterator[Occurrence]:
    """
    Every name in a text that is not part of a longer one, in any inflection.

    >>> names = Names([("peer",), ("peer", "supporter")])
    >>> [found.printed for found in occurrences("Peers help peer supporters.", names)]
    ['Peers', 'peer supporters']
    """
    words = list(keyed(text))
    for first, name in names.within([key for key, _ in words]):
        after = first + len(name)
        printed = " ".join(word.text for _, word in words[first:after])
        yield Occurrence(name=name, first=first, last=after - 1, printed=printed)
