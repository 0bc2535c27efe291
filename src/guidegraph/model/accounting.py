"""The account of a source: which of its words belong to what, and which do not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from guidegraph.model.edition import Edition
from guidegraph.model.records import Tabular


__all__ = ["Account", "Accounts", "Gap", "GapKind", "Unit"]


class GapKind(StrEnum):
    """What is wrong at a place."""

    UNACCOUNTED = "unaccounted"  # the source has words that belong to nothing
    MISSING = "missing"  # an item, furniture or correction has words that the source does not have
    STALE = "stale"  # the built graph was made from another text


class Unit(StrEnum):
    """What a source is made of."""

    WORDS = "words"
    TRIPLES = "triples"
    CELLS = "cells"
    VALUES = "values"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """
    Words that could not be accounted for.

    *line* is the place in the source, or *page* in a document with pages; 0 where it has none.
    *owner* is the item, footnote or furniture the words were expected for, empty for words of the
    source that belong to nothing.
    """

    kind: GapKind
    line: int
    words: tuple[str, ...]
    owner: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Account(Tabular):
    """
    The account of one source.

    *edition* is the edition with the spans of its items; *accounted* of *words* words were matched,
    where *words* counts those of the source and those missing from it. In data, a "word" is a
    triple, a cell or a value, as *unit* says. *shares* counts what was matched by where it is kept:
    in items, in the edition itself, in the residue.
    """

    edition: Edition
    words: int
    accounted: int
    gaps: tuple[Gap, ...]
    unit: Unit = Unit.WORDS
    shares: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def complete(self) -> bool:
        """Whether every word is accounted for."""
        return not self.gaps

    @property
    def share(self) -> float:
        """The share accounted for, from 0 to 1; 1 exactly when every word is."""
        return self.accounted / self.words if self.words else 1.0

    def entries(self) -> Iterable[object]:
        """The gaps."""
        return self.gaps


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts(Tabular):
    """The accounts of several sources."""

    accounts: tuple[Account, ...]

    def entries(self) -> Iterable[object]:
        """One for each source."""
        for account in self.accounts:
            yield {
                "edition": account.edition.id,
                "unit": account.unit,
                "words": account.words,
                "accounted": account.accounted,
                "share": account.share,
                "gaps": len(account.gaps),
            }
