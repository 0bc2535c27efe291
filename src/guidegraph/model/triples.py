"""How the triples of two RDF files differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


__all__ = ["TripleChanges"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TripleChanges:
    """
    The triples, or quads, that only one of two graphs has.

    Blank nodes have no names of their own. Those that are connected are compared as a whole: if
    anything in a component differs, all its triples are removed, and those of the new one added.

    Attributes:
        old, new: where the triples were read.
        removed, added: N-Quads, without the full stop, in order. Blank nodes are named after their
            component, as in `_:b6f0c…n1`.
        undecided: triples of both graphs in components so symmetric that the work limit did not
            suffice to tell whether they are the same.
    """

    old: str
    new: str
    removed: Iterable[str]
    added: Iterable[str]
    undecided: Iterable[str]
    removed_count: int
    added_count: int
    undecided_count: int

    @property
    def differs(self) -> bool:
        """Whether anything was removed or added, or could not be decided."""
        return bool(self.removed_count or self.added_count or self.undecided_count)
