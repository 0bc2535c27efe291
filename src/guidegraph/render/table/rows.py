"""Results as rows: the names of the columns, then the cells, in the order of the result."""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.model.catalogue import Catalogue
from guidegraph.model.changes import Change, Comparison, Ref
from guidegraph.model.edition import Excerpt
from guidegraph.model.table import rows_of_items
from guidegraph.render.grouping import item_of
from guidegraph.render.phrases import words_of


__all__ = ["rows_of_catalogue", "rows_of_comparison", "rows_of_excerpt"]

_Rows = Iterator[tuple[str, ...]]


def rows_of_comparison(comparison: Comparison) -> _Rows:
    """
    One row for each change; several values of a cell are separated by `; `, several texts by an
    empty line.
    """
    yield (
        "id",
        "relation",
        "facets",
        "wording",
        "aspects",
        "direction",
        "old",
        "new",
        "duplicate_of",
        "confidence",
        "old_text",
        "new_text",
        "reasons",
    )
    for change in comparison.changes.changes:
        verdict = change.verdict
        yield (
            change.id,
            change.relation.value,
            "; ".join(change.facets),
            verdict.wording.value if verdict else "",
            "; ".join(verdict.aspects) if verdict else "",
            verdict.direction.value if verdict and verdict.direction else "",
            "; ".join(_name(ref) for ref in change.old),
            "; ".join(_name(ref) for ref in change.new),
            _name(change.duplicate_of) if change.duplicate_of else "",
            f"{change.confidence:.4f}".rstrip("0").rstrip("."),
            _texts(comparison, change, old=True),
            _texts(comparison, change, old=False),
            "; ".join(verdict.reasons) if verdict else "",
        )


def _name(ref: Ref) -> str:
    return f"{ref.edition}:{ref.id}"


def _texts(comparison: Comparison, change: Change, *, old: bool) -> str:
    refs = change.old if old else change.new
    return "\n\n".join(words_of(item_of(comparison, ref, old=old)) for ref in refs)


def rows_of_excerpt(excerpt: Excerpt) -> _Rows:
    """One row for each item, as the importer of tables reads them."""
    return rows_of_items(excerpt.items)


def rows_of_catalogue(catalogue: Catalogue) -> _Rows:
    """One row for each edition."""
    yield ("id", "type", "title", "issued", "language", "items")
    for edition in catalogue.editions:
        yield (
            edition.id,
            edition.type,
            edition.title,
            edition.issued or "",
            edition.language,
            str(len(edition.items)),
        )
