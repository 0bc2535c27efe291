"""What a library holds, in short."""

from __future__ import annotations

from dataclasses import dataclass

from guidegraph.model.changes import Comparison
from guidegraph.model.edition import Edition


__all__ = ["Catalogue"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """The editions and courses of a library (`dcat:Catalog`), and diffs of them."""

    title: str
    base: str
    editions: tuple[Edition, ...]
    comparisons: tuple[Comparison, ...] = ()
