"""What is published about the changes of an edition, as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind, as_text


if TYPE_CHECKING:
    from guidegraph.model.changes import Comparison


def _diff(comparison: Comparison, page: RenderOptions) -> str:
    from guidegraph.render.html.page import page_of
    from guidegraph.render.html.published import ChangelogView

    styles = ("base", "changes", "published")
    return page_of("changelog", ChangelogView.of(comparison, page), styles)


form = Format(
    name="Change log (HTML)",
    media_type="text/html",
    suffix=".html",
    holds={
        ResultKind.DIFF: FormatSupport(
            write=as_text(_diff),
            losses="What editors rejected, who decided, the reasons that are not for publication, "
            "and long texts as a whole are not held.",
        ),
    },
)
