"""A diff as a page of HTML, side by side, in one file."""

from __future__ import annotations

from functools import singledispatch

from guidegraph.model.changes import Comparison
from guidegraph.model.coverage import CoverageReport
from guidegraph.model.errors import MisuseError
from guidegraph.render.html.coverage import CoverageView
from guidegraph.render.html.document import html_page
from guidegraph.render.html.view import ComparisonView
from guidegraph.render.renderer import Page


__all__ = ["render"]


@singledispatch
def render(result: object, page: Page) -> str:  # noqa: ARG001 - every format has a page
    """A diff as HTML."""
    raise MisuseError(
        "the format 'html' is for diffs; take 'text' or 'json', or run 'guidegraph diff'"
    )


@render.register
def _(result: Comparison, page: Page) -> str:
    return html_page("comparison", ComparisonView.of(result, page), ("base", "changes"))


@render.register
def _(result: CoverageReport, page: Page) -> str:
    return html_page("coverage", CoverageView.of(result, page), ("base",))
