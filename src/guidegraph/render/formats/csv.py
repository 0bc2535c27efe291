"""Comma-separated values, for spreadsheet programs; no cell can be taken for a formula."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind


if TYPE_CHECKING:
    from guidegraph.model.changes import Comparison
    from guidegraph.model.edition import Edition


def _write(result: object, _page: RenderOptions) -> bytes:
    """The names of the columns, then the rows."""
    from guidegraph.model.table import to_cell
    from guidegraph.render.rows import delimited, rows_of

    return delimited((map(to_cell, row) for row in rows_of(result)), ",")


def _write_diff(comparison: Comparison, page: RenderOptions) -> bytes:
    """One row for each change, in the order asked for."""
    from guidegraph.render.grouping import ordered

    return _write(ordered(comparison, page), page)


def _write_edition(edition: Edition, page: RenderOptions) -> bytes:
    """The table that it was read from; else the names of the columns, then a row for each item."""
    from guidegraph.model.table import rows_of_source, to_cell
    from guidegraph.render.rows import delimited_source, rows_of_edition

    if rows_of_source(edition) is None:
        return _write(edition, page)
    return delimited_source((map(to_cell, row) for row in rows_of_edition(edition)), ",")


def _lost(edition: Edition) -> Iterable[str]:
    from guidegraph.export.read_back import lost_with_table

    return lost_with_table(edition, sheets=False)


def _read_back(edition: Edition, body: bytes) -> str | None:
    from guidegraph.export.read_back import changed_item

    return changed_item(edition, body, ".csv")


_EDITION = FormatSupport(
    write=_write_edition,
    losses="The title, the publisher and the rights have no row in a table of items, nor has what "
    "items have in addition to a number, a name, a text and a parent; of an edition that was read "
    "from a table, all cells are held.",
    lost=_lost,
    read_back=_read_back,
    attributes=True,
    download=True,
)
_ROWS = FormatSupport(write=_write, losses="What has no column is not held.")

form = Format(
    name="CSV",
    media_type="text/csv",
    suffix=".csv",
    holds={
        ResultKind.EDITION: _EDITION,
        ResultKind.EXCERPT: _ROWS,
        ResultKind.LIBRARY: _ROWS,
        ResultKind.DIFF: FormatSupport(
            write=_write_diff,
            losses="The word-level difference, the links gained and lost, the evidence, what is "
            "unchanged, what differs in the editions themselves, and the audit are not held.",
            download=True,
        ),
        **dict.fromkeys(
            (
                ResultKind.MERGE,
                ResultKind.REVIEW,
                ResultKind.COVERAGE,
                ResultKind.IMPACT,
                ResultKind.DRIFT,
                ResultKind.SUGGESTIONS,
                ResultKind.RIPPLE,
                ResultKind.COMMENTS,
                ResultKind.GUESSES,
                ResultKind.CONCEPTS,
            ),
            _ROWS,
        ),
        **dict.fromkeys(
            (ResultKind.BINDINGS, ResultKind.BOOLEAN, ResultKind.TRIPLES),
            FormatSupport(write=_write, losses="Languages and datatypes are not held."),
        ),
    },
)
