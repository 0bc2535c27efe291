"""The texts of an edition: passages, lists of siblings, and glossary terms."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guidegraph.check.context import EditionContext
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A text of an item; *field* is "label", "text" or "note"."""

    item: Item
    field: str
    text: str


def passages(edition: Edition) -> Iterator[Passage]:
    """All labels, texts and notes of an edition's items, in document order."""
    for item in edition.items:
        if item.label:
            yield Passage(item=item, field="label", text=item.label)
        if item.text:
            yield Passage(item=item, field="text", text=item.text)
        for note in item.notes:
            yield Passage(item=item, field="note", text=note.text)


def prose(edition: Edition) -> Iterator[Passage]:
    """The texts of the items, without labels and footnotes."""
    return (passage for passage in passages(edition) if passage.field == "text")


def without_addresses(text: str) -> str:
    """
    A text with spaces instead of web addresses, which are not words.

    >>> without_addresses("see www.a.org, p. 2")
    'see            p. 2'
    """
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
