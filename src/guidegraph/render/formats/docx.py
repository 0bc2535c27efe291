"""The committee's paper: the changes in a Word document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind


if TYPE_CHECKING:
    from guidegraph.model.changes import Comparison


def _diff(comparison: Comparison, _page: RenderOptions) -> bytes:
    from guidegraph.render.docx.paper import paper_docx

    return paper_docx(comparison)


form = Format(
    name="Word document",
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    suffix=".docx",
    holds={
        ResultKind.DIFF: FormatSupport(
            write=_diff,
            losses="Long texts as a whole, what is unchanged and the evidence of the alignment are "
            "not held.",
        ),
    },
)
