"""A diff, or what a check found, as Markdown, for pull requests and mail."""

from __future__ import annotations

from functools import singledispatch

from guidegraph.model.changes import Comparison
from guidegraph.model.comments import CommentRegister
from guidegraph.model.errors import MisuseError
from guidegraph.model.report import Report
from guidegraph.render.markdown.comments import markdown_of_comments
from guidegraph.render.markdown.comparison import markdown_of_comparison
from guidegraph.render.markdown.report import markdown_of_report
from guidegraph.render.renderer import Page


__all__ = ["render"]


@singledispatch
def render(result: object, page: Page) -> str:  # noqa: ARG001 - every format has a page
    """A diff or a report as Markdown."""
    raise MisuseError(
        "the format 'markdown' is for diffs and findings; take 'text' or 'json', or run "
        "'guidegraph diff'"
    )


render.register(Comparison)(markdown_of_comparison)
render.register(CommentRegister)(markdown_of_comments)
render.register(Report)(markdown_of_report)
