"""The texts of the items of a course and a guideline, and the names in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guidegraph.language.words import Name, Names, keyed
from guidegraph.model.edition import Item


__all__ = ["Occurrence", "head_of", "occurrences", "said_by"]

_DASH = re.compile(r"(?:(?<!\s)\s++)?+[-–—:]\s*(?![a-z])|(?<!\s)\s++[-–—:]\s*|\.\s")


def said_by(item: Item) -> str:
    """The name and the text of an item."""
    return ". ".join(part for part in (item.pref_label or item.label, item.text) if part)


def head_of(text: str) -> str | None:
    """
    What is before the first dash, colon or full stop of a text, with it; nothing without one.

    >>> head_of("Peer support is voluntary – Ask first.")
    'Peer support is voluntary – '
    """
    found = _DASH.search(text)
    return text[: found.end()] if found else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """A name in a text, as printed; its words are counted from the first of the text."""

    name: Name
    first: int
    last: int
    printed: str


def occurrences(text: str, names: Names) -> Iterator[Occurrence]:
    """
    The names in a text that are not part of a longer one, in any inflection.

    >>> names = Names([("peer",), ("peer", "supporter")])
    >>> [found.printed for found in occurrences("Peers help peer supporters.", names)]
    ['Peers', 'peer supporters']
    """
    words = list(keyed(text))
    for first, name in names.within([key for key, _ in words]):
        after = first + len(name)
        printed = " ".join(word.text for _, word in words[first:after])
        yield Occurrence(name=name, first=first, last=after - 1, printed=printed)
