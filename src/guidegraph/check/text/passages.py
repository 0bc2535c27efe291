"""The texts of an edition: passages, lists of siblings, and glossary terms."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from guidegraph.check.context import EditionContext
from guidegraph.language.words import forms
from guidegraph.model.edition import Edition, Item
from guidegraph.model.findings import Fix, Place, Replacement


__all__ = [
    "Passage",
    "is_prose",
    "passages",
    "prose",
    "replacement_in",
    "sibling_groups",
    "terms",
    "without_addresses",
]

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"“”]{2,2000}")
_TERM = "GlossaryTerm"
_PROSE = "Paragraph"


class Passage:
    """A text of an item; *field* is "label", "text" or "note"."""

    __slots__ = ("_forms", "field", "item", "text")

    def __init__(self, item: Item, field: str, text: str) -> None:
        self.item = item
        self.field = field
        self.text = text
        self._forms: tuple[str, ...] | None = None

    @property
    def forms(self) -> tuple[str, ...]:
        """The words of the text without case, read once for all rules."""
        if self._forms is None:
            self._forms = forms(self.text)
        return self._forms


def passages(edition: Edition) -> Sequence[Passage]:
    """All labels, texts and notes of an edition's items, in document order."""
    return _passages(_Same(edition))


def prose(edition: Edition) -> Iterator[Passage]:
    """The texts of the items, without labels and footnotes."""
    return (passage for passage in passages(edition) if passage.field == "text")


class _Same:
    """An edition as a key: itself, since to compare all its items takes long."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.edition is self.edition

    def __hash__(self) -> int:
        return id(self.edition)


@lru_cache(maxsize=4)  # dozens of rules ask for those of one edition and its companions
def _passages(same: _Same) -> tuple[Passage, ...]:
    found: list[Passage] = []
    for item in same.edition.items:
        if item.label:
            found.append(Passage(item, "label", item.label))
        if item.text:
            found.append(Passage(item, "text", item.text))
        found += (Passage(item, "note", note.text) for note in item.notes)
    return tuple(found)


def without_addresses(text: str) -> str:
    """
    A text with spaces instead of web addresses, which are not words.

    >>> without_addresses("see www.a.org, p. 2")
    'see            p. 2'
    """
    if "://" not in text and "www." not in text:
        return text
    return _ADDRESS.sub(lambda found: " " * len(found[0]), text)


def sibling_groups(edition: Edition) -> Iterator[Sequence[Item]]:
    """The items with the same parent and type, in document order, parent by parent."""
    for children in edition.children.values():
        by_type: dict[str, list[Item]] = {}
        for child in children:
            by_type.setdefault(child.type, []).append(child)
        yield from by_type.values()


def is_prose(item: Item) -> bool:
    """Whether an item is a paragraph of running text, not an entry of a list."""
    return item.type == _PROSE and item.marker is None


def terms(edition: Edition) -> tuple[Item, ...]:
    """The terms that an edition defines in its glossary."""
    return tuple(item for item in edition.items if item.type == _TERM)


def replacement_in(context: EditionContext, item: Item, old: str, new: str) -> Fix | None:
    """
    A fix that replaces *old* by *new* on the line of the outline that has it, or nothing if no line
    of the item has it exactly once.

    It is not safe: only the editors change the official text, and an outline with other words no
    longer agrees with its source.
    """
    place = context.place(item.id)
    if place is None or not context.text or not old or "\n" in old:
        return None
    at = bisect_right(context.beginnings, place.line)
    ends = [*context.beginnings[at : at + 1], len(context.lines) + 1][0]
    for number in range(place.line, min(ends, len(context.lines) + 1)):
        if context.lines[number - 1].count(old) == 1:
            where = Place(path=place.path, line=number)
            replacement = Replacement(place=where, old=old, new=new)
            return Fix(title=f"write {new!r}", safe=False, replacements=(replacement,))
    return None
