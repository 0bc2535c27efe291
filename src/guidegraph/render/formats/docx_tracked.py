"""The new edition as a Word document with tracked changes from the old one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind


if TYPE_CHECKING:
    from guidegraph.model.changes import Comparison


def _diff(comparison: Comparison, _page: RenderOptions) -> bytes:
    from guidegraph.render.docx.tracked import tracked_docx

    return tracked_docx(comparison)


form = Format(
    name="Word with tracked changes",
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    suffix=".docx",
    holds={
        ResultKind.DIFF: FormatSupport(
            write=_diff,
            losses="Footnotes, links, properties and the evidence of the alignment are not in the "
            "text; a comment at each change says what differs in them.",
        ),
    },
)
