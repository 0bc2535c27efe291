"""Every clause of the old edition beside what it is in the new one, as an Excel workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind


if TYPE_CHECKING:
    from guidegraph.model.changes import Comparison


def _diff(comparison: Comparison, _page: RenderOptions) -> bytes:
    from guidegraph.export.xlsx import to_xlsx
    from guidegraph.model.names import visible
    from guidegraph.model.titles import printed_titles
    from guidegraph.render.standing import numbers_of
    from guidegraph.render.workbook.clauses import clauses_sheet

    *old, new = map(visible, printed_titles(comparison))
    sheet = clauses_sheet(comparison, numbers_of(comparison))
    creator = comparison.new.provenance.publisher or ""
    return to_xlsx([sheet], title=f"{' + '.join(old)} → {new}", creator=creator)


form = Format(
    name="Crosswalk (Excel)",
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    suffix=".xlsx",
    holds={
        ResultKind.DIFF: FormatSupport(
            write=_diff,
            losses="Only the beginnings of texts are held; why and by whom is not.",
        ),
    },
)
