"""Every clause of the old edition beside what it is in the new one, as CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind


if TYPE_CHECKING:
    from guidegraph.model.changes import Comparison


def _diff(comparison: Comparison, _page: RenderOptions) -> bytes:
    from guidegraph.model.table import to_cell
    from guidegraph.render.changelog import rows_of_crosswalk
    from guidegraph.render.rows import delimited

    return delimited((map(to_cell, row) for row in rows_of_crosswalk(comparison)), ",")


form = Format(
    name="Crosswalk (CSV)",
    media_type="text/csv",
    suffix=".csv",
    holds={
        ResultKind.DIFF: FormatSupport(
            write=_diff,
            losses="Only the beginnings of texts are held; why and by whom is not.",
        ),
    },
)
