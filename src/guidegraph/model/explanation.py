"""Why an item was aligned as it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from guidegraph.model.changes import Ref
from guidegraph.model.records import Tabular


__all__ = ["Candidate", "Explanation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """
    A possible counterpart: how likely it is, its evidence by name, and whether it was chosen.
    """

    ref: Ref
    words: str
    score: float
    features: Mapping[str, float]
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation(Tabular):
    """An item, its candidates, likeliest first, and the reason in one sentence."""

    ref: Ref
    words: str
    reason: str
    candidates: tuple[Candidate, ...]

    def entries(self) -> Iterable[object]:
        """The candidates."""
        return self.candidates
