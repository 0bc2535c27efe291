"""Outcomes of Canvas: an edition, or a new one that keeps the identifiers of the old."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind


if TYPE_CHECKING:
    from guidegraph.model.changes import Comparison
    from guidegraph.model.edition import Edition


def _write(thing: Edition | Comparison, _page: RenderOptions) -> bytes:
    from guidegraph.export.teaching.canvas import rows_of_canvas
    from guidegraph.model.table import to_cell
    from guidegraph.render.rows import delimited

    return delimited((map(to_cell, row) for row in rows_of_canvas(thing)), ",")


def _lost(thing: Edition | Comparison) -> Iterable[str]:
    from guidegraph.export.teaching.canvas import losses_in_canvas

    return losses_in_canvas(thing)


def _read_back(thing: Edition | Comparison, body: bytes) -> str | None:
    from guidegraph.export.teaching.canvas import problem_in_canvas

    return problem_in_canvas(thing, body)


form = Format(
    name="Canvas (CSV)",
    media_type="text/csv",
    suffix=".canvas.csv",
    holds={
        ResultKind.EDITION: FormatSupport(
            write=_write,
            losses="Types of items, footnotes, hyperlinks, places in the source, and links other "
            "than to a group have no column.",
            lost=_lost,
            read_back=_read_back,
            attributes=True,
        ),
        ResultKind.DIFF: FormatSupport(
            write=_write,
            losses="The new edition is held, with the identifiers of the old items, and the old "
            "items that ended; how the others changed is not.",
            lost=_lost,
            read_back=_read_back,
        ),
    },
)
