"""What a search for words finds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from guidegraph.model.changes import Ref
from guidegraph.model.records import Tabular


__all__ = ["Hit", "Hits"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """
    An item that has some of the words.

    *text* is its label and text, *marks* are the ranges of these words in it.
    """

    ref: Ref
    type: str
    score: float
    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits(Tabular):
    """The items found, the best first; *total* also counts those beyond the limit."""

    words: str
    hits: tuple[Hit, ...]
    total: int

    def entries(self) -> Iterable[object]:
        """The hits."""
        for hit in self.hits:
            yield {"item": hit.ref, "type": hit.type, "score": hit.score, "text": hit.text}
