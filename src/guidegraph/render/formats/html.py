"""
A diff, or a coverage, as a page of HTML in one file that loads nothing from the network.

Its content security policy allows exactly the one script and the one style sheet in it, by their
fingerprints: should a text get past the escaping, it still could not run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind, as_text


if TYPE_CHECKING:
    from guidegraph.model.changes import Comparison
    from guidegraph.model.coverage import CoverageReport


def _diff(comparison: Comparison, page: RenderOptions) -> str:
    from guidegraph.render.html.comparison import ComparisonView
    from guidegraph.render.html.page import page_of

    return page_of("comparison", ComparisonView.of(comparison, page), ("base", "changes"))


def _coverage(report: CoverageReport, page: RenderOptions) -> str:
    from guidegraph.render.html.coverage import CoverageView
    from guidegraph.render.html.page import page_of

    return page_of("coverage", CoverageView.of(report, page), ("base",))


form = Format(
    name="HTML",
    media_type="text/html",
    suffix=".html",
    holds={
        ResultKind.DIFF: FormatSupport(
            write=as_text(_diff), losses="The evidence of the alignment is not held."
        ),
        ResultKind.COVERAGE: FormatSupport(
            write=as_text(_coverage),
            losses="Which statement is linked to an item is shown for gaps and overlaps only.",
        ),
    },
)
