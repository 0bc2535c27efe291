"""What was guessed of a document, and what was left out of it, as rows to look at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from guidegraph.model.edition import Edition
from guidegraph.model.reading import Reading
from guidegraph.model.records import Tabular


__all__ = ["Guesses"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guesses(Tabular):
    """How the document of an edition was understood."""

    edition: Edition

    @property
    def reading(self) -> Reading:
        """The reading; an empty one if the edition was not read from a document."""
        return self.edition.reading or Reading()

    def entries(self) -> Iterable[object]:
        """The guesses, then what was left out, each in the order of the document."""
        for guess in self.reading.guesses:
            yield {
                "decision": guess.decision,
                "page": guess.place.page or None,
                "line": guess.place.line or None,
                "item": guess.item,
                "text": guess.text,
                "why": guess.why,
                "confidence": guess.confidence,
                "other": guess.other,
            }
        for left_out in self.reading.left_out:
            yield {
                "decision": "left out",
                "page": left_out.place.page or None,
                "line": left_out.place.line or None,
                "item": None,
                "text": left_out.text,
                "why": left_out.why,
                "confidence": None,
                "other": None,
            }
