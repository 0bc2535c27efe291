"""Comma-separated values, for spreadsheet programs; no cell can be taken for a formula."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind


if TYPE_CHECKING:
    from guidegraph.model.edition import Edition


def _write(result: object, _page: RenderOptions) -> bytes:
    """The names of the columns, then the rows."""
    import csv
    import io

    from guidegraph.model.table import to_cell
    from guidegraph.render.rows import rows_of

    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerows([to_cell(cell) for cell in row] for row in rows_of(result))
    return file.getvalue().encode()


def _lost(edition: Edition) -> Iterable[str]:
    from guidegraph.export.read_back import lost_with_items

    return lost_with_items(edition)


def _read_back(edition: Edition, body: bytes) -> str | None:
    from guidegraph.export.read_back import changed_item

    return changed_item(edition, body, ".csv")


_EDITION = FormatSupport(
    write=_write,
    losses="The title, the publisher and the rights have no row in a table, nor has what items "
    "have in addition to a number, a name, a text and a parent.",
    lost=_lost,
    read_back=_read_back,
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
            write=_write,
            losses="The word-level difference, the links gained and lost, the evidence, what is "
            "unchanged, what differs in the editions themselves, and the audit are not held.",
            download=True,
        ),
        **dict.fromkeys(
            (
                ResultKind.COVERAGE,
                ResultKind.IMPACT,
                ResultKind.DRIFT,
                ResultKind.SUGGESTIONS,
                ResultKind.RIPPLE,
                ResultKind.COMMENTS,
            ),
            _ROWS,
        ),
        **dict.fromkeys(
            (ResultKind.BINDINGS, ResultKind.BOOLEAN, ResultKind.TRIPLES),
            FormatSupport(write=_write, losses="Languages and datatypes are not held."),
        ),
    },
)
