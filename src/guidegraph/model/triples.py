"""Editions stored as triples, and how the triples of two differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


__all__ = ["StoredEdition", "StoredEditions", "TripleChanges"]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEdition:
    """
    What a stored edition states about itself.

    Attributes:
        name: its id.
        path: its file.
        triples: how many it has.
        undecided: how many of them are in components that could not be named canonically.
        digest: the SHA-256 of its keys in order, in hex: the same for two editions exactly if they
            state the same (if nothing is undecided).
        source, source_bytes, source_sha256: the name of the file that it was made from, its size,
            and its SHA-256.
        added: the day on which it was added.
    """

    name: str
    path: str
    triples: int
    undecided: int
    digest: str
    source: str
    source_bytes: int
    source_sha256: str
    added: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEditions:
    """The stored editions of a library, in the order of their names."""

    editions: tuple[StoredEdition, ...]
