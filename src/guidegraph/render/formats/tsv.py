"""Tab-separated values: an edition's table, and answers by the SPARQL 1.1 results format."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind, as_text


if TYPE_CHECKING:
    from guidegraph.model.answer import Solutions, Verdict
    from guidegraph.model.edition import Edition


def _write(answer: Solutions | Verdict, _page: RenderOptions) -> str:
    """The answer of a SELECT or ASK, exact to the datatype."""
    from guidegraph.query.results import written

    return written(answer, "tsv").rstrip("\n") + "\n"


def _write_edition(edition: Edition, _page: RenderOptions) -> bytes:
    """The names of the columns, then the rows; no cell can be taken for a formula."""
    from guidegraph.model.table import to_cell
    from guidegraph.render.rows import delimited_source, rows_of_edition

    return delimited_source((map(to_cell, row) for row in rows_of_edition(edition)), "\t")


def _lost(edition: Edition) -> Iterable[str]:
    from guidegraph.export.read_back import lost_with_table

    return lost_with_table(edition, sheets=False)


def _read_back(edition: Edition, body: bytes) -> str | None:
    from guidegraph.export.read_back import changed_item

    return changed_item(edition, body, ".tsv")


form = Format(
    name="TSV",
    media_type="text/tab-separated-values",
    suffix=".tsv",
    holds={
        ResultKind.EDITION: FormatSupport(
            write=_write_edition,
            losses="The title, the publisher and the rights have no row in a table of items, nor "
            "has what items have in addition to a number, a name, a text and a parent; of an "
            "edition that was read from a table, all cells are held.",
            lost=_lost,
            read_back=_read_back,
            attributes=True,
        ),
        **dict.fromkeys(
            (ResultKind.BINDINGS, ResultKind.BOOLEAN),
            FormatSupport(write=as_text(_write), lossless=True),
        ),
    },
)
