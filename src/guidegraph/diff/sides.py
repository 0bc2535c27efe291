"""The two sides of a group of items, as what is compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from guidegraph.model.edition import Item


__all__ = ["Sides", "label_of", "spaced", "text_of"]

Words = Callable[[Sequence[Item]], str | None]


@dataclass(frozen=True, slots=True)
class Sides:
    """A group's items: the old ones edition by edition, and the new ones."""

    old: tuple[tuple[Item, ...], ...]
    new: tuple[Item, ...]

    def nearest(self, words: Words) -> tuple[str | None, str | None]:
        """
        The old and the new words to compare.

        If several old editions have the item, the new one is compared with the most similar one.
        """
        after = words(self.new)
        candidates = [words(items) for items in self.old]
        return max(candidates, key=lambda before: _likeness(before, after)), after


def text_of(items: Sequence[Item]) -> str | None:
    """The texts of the items in order, each once."""
    return _joined(item.text for item in items)


def label_of(items: Sequence[Item]) -> str | None:
    """The items' printed labels; our name for an item whose label the document does not print."""
    return _joined(item.label or item.pref_label for item in items)


def spaced(text: str | None) -> str:
    """A text with single spaces between its words."""
    return " ".join((text or "").split())


def _joined(texts: Iterable[str | None]) -> str | None:
    there = list(dict.fromkeys(text for text in texts if text))
    return " ".join(there) if there else None


def _likeness(before: str | None, after: str | None) -> float:
    if before is None or after is None:
        return float(before == after)
    alike = Indel.normalized_similarity(before.casefold().split(), after.casefold().split())
    return alike + (before == after)
