"""What a search for words finds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from guidegraph.model.changes import Ref
from guidegraph.model.records import Tabular


__all__ = ["Hit", "Hits", "OtherVersion"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherVersion:
    """The version of an item in another edition, and whether it has the same words."""

    ref: Ref
    same_words: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """
    An item that has the words.

    *text* is its label and text, *marks* are the ranges of these words in it. *also* are the
    versions of the item in other editions that have the words, too.
    """

    ref: Ref
    type: str
    score: float
    text: str
    marks: tuple[tuple[int, int], ...] = ()
    also: tuple[OtherVersion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits(Tabular):
    """
    The items found, the best first, the versions of an item as one.

    Attributes:
        total: how many there are, also those beyond the limit.
        some: where no item has all words, how many have some of them.
        ignored: words that were not searched for, because they are too frequent.
    """

    words: str
    hits: tuple[Hit, ...]
    total: int
    some: int = 0
    ignored: tuple[str, ...] = ()

    def entries(self) -> Iterable[object]:
        """The hits."""
        for hit in self.hits:
            yield {
                "item": hit.ref,
                "type": hit.type,
                "score": hit.score,
                "text": hit.text,
                "also": [f"{other.ref.edition}:{other.ref.id}" for other in hit.also],
            }
