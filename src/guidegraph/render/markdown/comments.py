"""A disposition report in Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.model.comments import CommentRegister
from guidegraph.model.markdown import escaped
from guidegraph.render.disposition import clauses, decision
from guidegraph.render.renderer import Page


__all__ = ["markdown_of_comments"]


def markdown_of_comments(register: CommentRegister, page: Page) -> str:  # noqa: ARG001 - every format has a page
    """A table with a row for each comment."""
    return "\n".join(_lines(register)) + "\n"


def _lines(register: CommentRegister) -> Iterator[str]:
    yield f"# Comments on {escaped(register.edition.title)}"
    yield ""
    yield "| No. | clause | comment | proposed change | status | decision |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for comment in register.comments:
        cells = (
            comment.id,
            clauses(register.edition, comment),
            comment.body,
            comment.proposed or "",
            comment.status.value,
            decision(comment),
        )
        yield f"| {' | '.join(escaped(cell) for cell in cells)} |"
