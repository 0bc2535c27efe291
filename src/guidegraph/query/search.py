"""Search: the items that have some words, ranked by BM25 (Robertson and Zaragoza, 2009)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from guidegraph.graph.statements import literals_in
from guidegraph.language.words import rooted
from guidegraph.model.changes import Ref
from guidegraph.model.edition import Edition, Item
from guidegraph.model.errors import MisuseError, UnknownNameError
from guidegraph.model.hits import Hit, Hits
from guidegraph.model.names import spaced
from guidegraph.model.statement import Role


__all__ = ["search", "searched_text"]

_SATURATION = 1.2
_LENGTH = 0.75
_LABEL_WEIGHT = 2


def search(editions: Sequence[Edition], asked: str, *, type_: str | None, limit: int) -> Hits:
    """
    The best items of some editions; items with more of the words come first.

    Args:
        type_: only items of this class, by its local name, such as `PracticeStatement`.

    Raises:
        MisuseError: there is no word in *asked*.
        UnknownNameError: no item is of that type.
    """
    wanted = tuple(dict.fromkeys(root for root, _ in rooted(asked)))
    if not wanted:
        raise MisuseError(f"no word to search for in {asked!r}; give some, such as 'privacy'")
    documents = list(_documents(editions))
    types = {item.type for _, item, _ in documents}
    if type_ is not None and type_ not in types:
        raise UnknownNameError("type of item", type_, types)
    spread = Counter(word for _, _, counts in documents for word in set(wanted) & counts.keys())
    average = sum(counts.total() for _, _, counts in documents) / max(len(documents), 1)
    rarity = {
        word: math.log(1 + (len(documents) - spread[word] + 0.5) / (spread[word] + 0.5))
        for word in wanted
    }
    found: list[tuple[float, int]] = []
    for number, (_, item, counts) in enumerate(documents):
        if type_ is None or item.type == type_:
            score = _score(counts, rarity, average)
            if score:
                found.append((score, number))
    found.sort(key=lambda each: (-each[0], each[1]))
    hits = (
        _hit(documents[number][0], documents[number][1], score, wanted)
        for score, number in found[:limit]
    )
    return Hits(words=asked, hits=tuple(hits), total=len(found))


def searched_text(item: Item) -> str:
    """The searched text of an item: its names, then its text, a line each."""
    names = [item.pref_label or item.label, *item.alt_labels]
    return "\n".join(part for part in (*names, item.text) if part)


def _elsewhere(item: Item) -> tuple[str, ...]:
    """The names of an item that are not among those it is read with: in other languages, hidden."""
    known = {item.label, item.pref_label, *item.alt_labels}
    names = (
        spaced(literal.value)
        for said in item.said(Role.LABEL, Role.ALT_LABEL, Role.HIDDEN_LABEL)
        for literal in literals_in(said)
    )
    return tuple(dict.fromkeys(name for name in names if name not in known))


def _documents(editions: Sequence[Edition]) -> list[tuple[Edition, Item, Counter[str]]]:
    found = []
    for edition in editions:
        for item in edition.items:
            counts = Counter(root for root, _ in rooted(searched_text(item)))
            counts.update(root for name in _elsewhere(item) for root, _ in rooted(name))
            for root, _ in rooted(item.pref_label or item.label or ""):
                counts[root] += _LABEL_WEIGHT - 1
            found.append((edition, item, counts))
    return found


def _score(counts: Counter[str], rarity: dict[str, float], average: float) -> float:
    length = 1 - _LENGTH + _LENGTH * counts.total() / (average or 1)
    parts = [
        worth * counts[word] * (_SATURATION + 1) / (counts[word] + _SATURATION * length)
        for word, worth in rarity.items()
        if counts[word]
    ]
    return sum(parts) * len(parts) / len(rarity)


def _hit(edition: Edition, item: Item, score: float, wanted: Sequence[str]) -> Hit:
    text = searched_text(item)
    found = [name for name in _elsewhere(item) if any(root in wanted for root, _ in rooted(name))]
    text = "\n".join((text, *found))
    return Hit(
        ref=Ref(edition=edition.id, id=item.id),
        type=item.type,
        score=round(score, 4),
        text=text,
        marks=tuple((word.start, word.end) for root, word in rooted(text) if root in wanted),
    )
