"""Every clause of the old edition beside what it is in the new one, as a page with a filter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind, as_text


if TYPE_CHECKING:
    from guidegraph.model.changes import Comparison


def _diff(comparison: Comparison, page: RenderOptions) -> str:
    from guidegraph.render.html.page import page_of
    from guidegraph.render.html.published import CrosswalkView

    return page_of("crosswalk", CrosswalkView.of(comparison, page), ("base", "published"))


form = Format(
    name="Crosswalk (HTML)",
    media_type="text/html",
    suffix=".html",
    holds={
        ResultKind.DIFF: FormatSupport(
            write=as_text(_diff),
            losses="Only the beginnings of texts are held; why and by whom is not.",
        ),
    },
)
