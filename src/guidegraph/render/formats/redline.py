"""The whole new edition as a page, with insertions, deletions and moves in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind, as_text


if TYPE_CHECKING:
    from guidegraph.model.changes import Comparison


def _diff(comparison: Comparison, page: RenderOptions) -> str:
    from guidegraph.render.html.page import page_of
    from guidegraph.render.html.redline import RedlineView

    return page_of("redline", RedlineView.of(comparison, page), ("base", "changes"))


form = Format(
    name="Redline",
    media_type="text/html",
    suffix=".html",
    holds={
        ResultKind.DIFF: FormatSupport(
            write=as_text(_diff),
            losses="The evidence of the alignment is not held; all changes are shown, whatever is "
            "chosen.",
        ),
    },
)
