"""
A diff, a coverage, an item's history, or links to confirm as a page of HTML in one file that loads
nothing from the network.

Its content security policy allows exactly the one script and the one style sheet in it, by their
fingerprints: should a text get past the escaping, it still could not run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind, as_text


if TYPE_CHECKING:
    from guidegraph.model.changes import Comparison
    from guidegraph.model.coverage import CoverageReport
    from guidegraph.model.drift import Suggestions
    from guidegraph.model.history import ItemHistory


def _diff(comparison: Comparison, page: RenderOptions) -> str:
    from guidegraph.render.html.comparison import ComparisonView
    from guidegraph.render.html.page import page_of

    return page_of("comparison", ComparisonView.of(comparison, page), ("base", "changes"))


def _coverage(report: CoverageReport, page: RenderOptions) -> str:
    from guidegraph.render.html.coverage import CoverageView
    from guidegraph.render.html.page import page_of

    return page_of("coverage", CoverageView.of(report, page), ("base",))


def _log(history: ItemHistory, page: RenderOptions) -> str:
    from guidegraph.render.html.page import page_of
    from guidegraph.render.html.timeline import TimelineView

    return page_of("timeline", TimelineView.of(history, page), ("base", "changes"))


def _suggestions(suggestions: Suggestions, _page: RenderOptions) -> str:
    from guidegraph.render.html.page import page_of
    from guidegraph.render.html.suggestions import SuggestionsView

    return page_of("suggestions", SuggestionsView.of(suggestions), ("base",))


form = Format(
    name="HTML",
    media_type="text/html",
    suffix=".html",
    holds={
        ResultKind.DIFF: FormatSupport(
            write=as_text(_diff), losses="The evidence of the alignment is not held."
        ),
        ResultKind.LOG: FormatSupport(
            write=as_text(_log),
            losses="Of more than twelve states the last twelve can be compared with each other.",
        ),
        ResultKind.COVERAGE: FormatSupport(
            write=as_text(_coverage),
            losses="Which statement is linked to an item is shown for gaps and overlaps only.",
        ),
        ResultKind.SUGGESTIONS: FormatSupport(
            write=as_text(_suggestions), losses="Links that are already in the map are not held."
        ),
    },
)
