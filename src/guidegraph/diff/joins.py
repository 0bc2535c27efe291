"""
Words that a reader joined at the end of a line, decided by the words of the other editions.

"multi-" at a line end and "phase" below it are "multiphase" or "multi-phase". Where the other
editions have only one of the two, it is that one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from guidegraph.model.edition import Edition, Item, Note


__all__ = ["joins_in", "with_joins_decided"]

_WORD = re.compile(r"[^\W_]+(?:[-\u2010\u2011'’][^\W_]+)*")


def with_joins_decided(editions: Sequence[Edition]) -> tuple[Edition, ...]:
    """Editions whose guessed joins read as in the others, where these say."""
    if not any(edition.reading and edition.reading.joins for edition in editions):
        return tuple(editions)
    words = [_words(edition) for edition in editions]
    found = []
    for at, edition in enumerate(editions):
        joins = edition.reading.joins if edition.reading else {}
        others = set().union(*(each for number, each in enumerate(words) if number != at))
        decided = {
            joined: other
            for joined, other in joins.items()
            if joined.casefold() not in others and other.casefold() in others
        }
        found.append(_decided(edition, decided) if decided else edition)
    return tuple(found)


def joins_in(item: Item, edition: Edition) -> tuple[str, ...]:
    """The words of an item that were joined at a line end, as they are read, in order."""
    if edition.reading is None or not edition.reading.joins:
        return ()
    joins = edition.reading.joins
    said = f"{item.label or ''} {item.text or ''}"
    return tuple(dict.fromkeys(word for word in _WORD.findall(said) if word in joins))


def _words(edition: Edition) -> set[str]:
    return {
        word.casefold()
        for item in edition.items
        for text in (item.label, item.text)
        for word in _WORD.findall(text or "")
    }


def _decided(edition: Edition, decided: Mapping[str, str]) -> Edition:
    return replace(edition, items=tuple(_reread(item, decided) for item in edition.items))


def _reread(item: Item, decided: Mapping[str, str]) -> Item:
    """An item with other readings of some words, and its footnotes still at their places."""
    notes = item.notes
    texts: dict[str, str | None] = {}
    for name in ("label", "text"):
        before: str | None = getattr(item, name)
        places = [
            (found.end(), len(decided[found[0]]) - len(found[0]))
            for found in _WORD.finditer(before or "")
            if found[0] in decided
        ]
        if places:
            texts[name] = _WORD.sub(lambda found: decided.get(found[0], found[0]), before or "")
            notes = tuple(_moved(note, places) if note.anchor == name else note for note in notes)
    if not texts:
        return item
    return replace(item, notes=notes, **texts)  # type: ignore[arg-type]  # texts of the item


def _moved(note: Note, places: Iterable[tuple[int, int]]) -> Note:
    more = sum(longer for end, longer in places if end <= note.offset)
    return replace(note, offset=note.offset + more)
