"""Comma-separated values, for spreadsheet programs; no cell can be taken for a formula."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from guidegraph.render.format import Format, Holding, Kind, Page


if TYPE_CHECKING:
    from guidegraph.model.edition import Edition


def _write(result: object, _page: Page) -> bytes:
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
    from guidegraph.export.read_back import lost_besides_items

    return lost_besides_items(edition)


def _read_back(edition: Edition, body: bytes) -> str | None:
    from guidegraph.export.read_back import comes_back

    return comes_back(edition, body, ".csv")


_EDITION = Holding(
    write=_write,
    losses="The title, the publisher and the rights have no row in a table, nor has what items "
    "have besides a number, a name, a text and a parent.",
    lost=_lost,
    read_back=_read_back,
    download=True,
)
_ROWS = Holding(write=_write, losses="What has no column is not held.")

form = Format(
    name="CSV",
    media_type="text/csv",
    suffix=".csv",
    holds={
        Kind.EDITION: _EDITION,
        Kind.EXCERPT: _ROWS,
        Kind.LIBRARY: _ROWS,
        Kind.DIFF: Holding(
            write=_write,
            losses="The word-level difference, the links gained and lost, the evidence, what is "
            "unchanged, and the audit are not held.",
            download=True,
        ),
        **dict.fromkeys(
            (
                Kind.COVERAGE,
                Kind.IMPACT,
                Kind.DRIFT,
                Kind.SUGGESTIONS,
                Kind.RIPPLE,
                Kind.COMMENTS,
            ),
            _ROWS,
        ),
        **dict.fromkeys(
            (Kind.BINDINGS, Kind.BOOLEAN, Kind.TRIPLES),
            Holding(write=_write, losses="Languages and datatypes are not held."),
        ),
    },
)
