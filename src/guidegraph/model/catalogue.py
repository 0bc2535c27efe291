"""The content of a library."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from guidegraph.model.changes import Comparison
from guidegraph.model.edition import Edition
from guidegraph.model.records import Tabular


__all__ = ["Catalogue"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue(Tabular):
    """The editions and courses of a library (`dcat:Catalog`), and diffs of them."""

    title: str
    base: str
    editions: tuple[Edition, ...]
    comparisons: tuple[Comparison, ...] = ()

    def entries(self) -> Iterable[object]:
        """One for each edition and course."""
        for edition in self.editions:
            yield {
                "id": edition.id,
                "type": edition.type,
                "title": edition.title,
                "issued": edition.issued,
                "language": edition.language,
                "items": len(edition.items),
            }
