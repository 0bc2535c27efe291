"""Every clause of the old edition beside what it is in the new one, as an Excel workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind


if TYPE_CHECKING:
    from guidegraph.model.changes import Comparison


def _diff(comparison: Comparison, _page: RenderOptions) -> bytes:
    from guidegraph.export.xlsx import SheetLayout, Worksheet, to_xlsx
    from guidegraph.model.names import visible
    from guidegraph.model.titles import printed_titles
    from guidegraph.render.changelog import state_of_crosswalk
    from guidegraph.render.phrases import proof_of
    from guidegraph.render.standing import numbers_of
    from guidegraph.render.workbook.clauses import clauses_sheet
    from guidegraph.render.workbook.summary import compared_rows

    *old, new = map(visible, printed_titles(comparison))
    state = " ".join(state_of_crosswalk(comparison))
    compared = [
        *compared_rows(comparison),
        (),
        *((("Decisions", state),) if state else ()),
        ("Proof", proof_of(comparison.changes.audit)),
    ]
    about = Worksheet(
        name="About",
        widths=(16, 60, 70),
        rows=[
            [visible(cell) if isinstance(cell, str) else cell for cell in row] for row in compared
        ],
        layout=SheetLayout(headed=False, bold=frozenset((0,))),
    )
    creator = comparison.new.provenance.publisher or ""
    sheets = [clauses_sheet(comparison, numbers_of(comparison)), about]
    return to_xlsx(sheets, title=f"{' + '.join(old)} → {new}", creator=creator)


form = Format(
    name="Crosswalk (Excel)",
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    suffix=".xlsx",
    holds={
        ResultKind.DIFF: FormatSupport(
            write=_diff,
            losses="Only the beginnings of texts are held; why and by whom is not.",
            suffix=".crosswalk.xlsx",
            download=True,
        ),
    },
)
