"""What is published about the changes of an edition, in Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind, as_text


if TYPE_CHECKING:
    from guidegraph.model.changes import Comparison


def _diff(comparison: Comparison, _page: RenderOptions) -> str:
    from guidegraph.render.changelog import markdown_of_log

    return markdown_of_log(comparison)


form = Format(
    name="Change log (Markdown)",
    media_type="text/markdown",
    suffix=".md",
    holds={
        ResultKind.DIFF: FormatSupport(
            write=as_text(_diff),
            losses="What editors rejected, who decided, the reasons that are not for publication, "
            "and long texts as a whole are not held.",
        ),
    },
)
