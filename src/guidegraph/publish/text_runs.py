"""The words of an item in pieces: plain ones, those that carry a hyperlink, and footnote marks."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from guidegraph.model.edition import Item
from guidegraph.model.names import spaced, visible
from guidegraph.publish.names import safe_target


__all__ = ["Footnote", "TextRun", "footnotes", "text_runs"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRun:
    """
    Some words; *target* is what they link to, *note* the number of the footnote whose mark they
    are.
    """

    text: str
    target: str | None = None
    note: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """A footnote: its number among the item's, its mark, its words."""

    number: int
    mark: str
    text: str


def text_runs(item: Item, field: str) -> tuple[TextRun, ...]:
    """The words of the item's "text" or "label" in pieces."""
    text = visible((item.text if field == "text" else item.pref_label or item.label) or "")
    # A label is shown in another case than it is printed in, of the same length or not.
    shifted = field == "label" and len(text) != len(item.label or "")
    marks = [
        (len(text) if shifted else min(note.offset, len(text)), number, note.mark)
        for number, note in enumerate(item.notes, start=1)
        if note.anchor == field
    ]
    found: list[TextRun] = []
    start = 0
    for offset, number, mark in sorted(marks):
        found += _linked(text[start:offset], item)
        found.append(TextRun(text=spaced(mark), note=number))
        start = offset
    return (*found, *_linked(text[start:], item))


def footnotes(item: Item, fields: Collection[str] = ("label", "text")) -> tuple[Footnote, ...]:
    """The item's footnotes whose marks are in some of its fields."""
    return tuple(
        Footnote(number=number, mark=spaced(note.mark), text=spaced(note.text))
        for number, note in enumerate(item.notes, start=1)
        if note.anchor in fields
    )


def _linked(text: str, item: Item) -> Iterator[TextRun]:
    start = 0
    for link in item.links:
        words = visible(link.words)
        place = text.find(words, start) if words else -1
        target = safe_target(link.target)
        if place < 0 or target is None:
            continue
        if place > start:
            yield TextRun(text=text[start:place])
        yield TextRun(text=words, target=target)
        start = place + len(words)
    if start < len(text):
        yield TextRun(text=text[start:])
