"""The item of an edition whose words are most like those of an item that the edition has not."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable

from guidegraph.course.words import said_by
from guidegraph.language.words import key_words
from guidegraph.model.edition import Edition, Item


__all__ = ["Nearest"]

_SHARED = 2  # words that two items must share to be near each other
_LEAST = 0.2


class Nearest:
    """
    The items of an edition by their words, the rare ones first (cosine of TF-IDF).

    Args:
        edition: the edition to look in.
    """

    def __init__(self, edition: Edition) -> None:
        self.words = {item.id: frozenset(key_words(said_by(item))) for item in edition.items}
        self.having: dict[str, list[str]] = defaultdict(list)
        for id_, words in self.words.items():
            for word in sorted(words):
                self.having[word].append(id_)
        self.items = edition.by_id
        self.size = {id_: self._size(words) for id_, words in self.words.items()}

    def to(self, item: Item) -> Item | None:
        """The item with the most alike words, or nothing if none is alike."""
        ours = frozenset(key_words(said_by(item)))
        shared: Counter[str] = Counter()
        weight: defaultdict[str, float] = defaultdict(float)
        for word in sorted(ours):
            for id_ in self.having.get(word, ()):
                shared[id_] += 1
                weight[id_] += self._weight(word) ** 2
        own = self._size(ours)
        likeness = {
            id_: weight[id_] / (own * self.size[id_])
            for id_, count in shared.items()
            if count >= _SHARED
        }
        best = max(likeness, key=lambda id_: likeness[id_], default=None)
        return self.items[best] if best is not None and likeness[best] >= _LEAST else None

    def _weight(self, word: str) -> float:
        return math.log((len(self.words) + 1) / (len(self.having.get(word, ())) or 1)) or 1e-9

    def _size(self, words: Iterable[str]) -> float:
        return math.sqrt(sum(self._weight(word) ** 2 for word in sorted(words))) or 1.0
