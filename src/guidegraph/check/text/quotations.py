"""Where a quotation may have been taken from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from guidegraph.check.text.passages import prose
from guidegraph.check.text.words import Word, words
from guidegraph.model.edition import Edition


__all__ = ["Place", "Sources"]

_GRAM = 3
_LIKE = 0.75
_MOST = 10
_LONGEST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A stretch of an item of an edition."""

    edition: str
    item: str
    text: str


class Sources:
    """The passages of some editions, to be found by three words in a row."""

    def __init__(self, editions: Iterable[Edition]) -> None:
        self._passages: list[tuple[str, str, str, tuple[Word, ...]]] = []
        self._by_gram: dict[tuple[str, ...], list[tuple[int, int]]] = {}
        for edition in editions:
            for passage in prose(edition):
                said = words(passage.text)
                for at in range(len(said) - _GRAM + 1):
                    gram = tuple(word.form for word in said[at : at + _GRAM])
                    places = self._by_gram.setdefault(gram, [])
                    if len(places) < _MOST:
                        places.append((len(self._passages), at))
                self._passages.append((edition.id, passage.item.id, passage.text, said))

    def nearest(self, said: tuple[str, ...], apart_from: tuple[str, str]) -> Place | None:
        """The stretch that is nearly the same, or nothing if there is none or one is the same."""
        best, found = _LIKE, None
        tried: set[tuple[int, int]] = set()
        for offset in range(min(len(said), _LONGEST) - _GRAM + 1):
            for number, at in self._by_gram.get(said[offset : offset + _GRAM], ()):
                start = max(0, at - offset)
                edition, item, text, there = self._passages[number]
                if (edition, item) == apart_from or (number, start) in tried:
                    continue
                tried.add((number, start))
                stretch = there[start : start + len(said)]
                forms = tuple(word.form for word in stretch)
                if forms == said:
                    return None
                like = SequenceMatcher(None, said[:_LONGEST], forms[:_LONGEST], autojunk=False)
                if like.quick_ratio() > best and like.ratio() > best:
                    best = like.ratio()
                    whole = text[stretch[0].start : stretch[-1].end]
                    found = Place(edition=edition, item=item, text=whole)
        return found
