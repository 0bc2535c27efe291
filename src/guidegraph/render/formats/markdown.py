"""Markdown: a diff, findings or comments for pull requests and mail; an edition to read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind, as_text


if TYPE_CHECKING:
    from guidegraph.model.changes import Comparison
    from guidegraph.model.comments import CommentRegister
    from guidegraph.model.edition import Edition
    from guidegraph.model.report import Report


def _edition(edition: Edition, _page: RenderOptions) -> str:
    from guidegraph.render.markdown import markdown_of_edition

    return markdown_of_edition(edition)


def _lost(edition: Edition) -> Iterable[str]:
    from guidegraph.export.read_back import lost_with_items

    return lost_with_items(edition)


def _read_back(edition: Edition, body: bytes) -> str | None:
    from guidegraph.render.markdown import missing_anchor

    return missing_anchor(edition, body)


def _diff(comparison: Comparison, page: RenderOptions) -> str:
    from guidegraph.render.markdown import markdown_of_comparison

    return markdown_of_comparison(comparison, page)


def _findings(report: Report, _page: RenderOptions) -> str:
    from guidegraph.render.markdown import markdown_of_report

    return markdown_of_report(report)


def _comments(register: CommentRegister, _page: RenderOptions) -> str:
    from guidegraph.render.markdown import markdown_of_comments

    return markdown_of_comments(register)


form = Format(
    name="Markdown",
    media_type="text/markdown",
    suffix=".md",
    holds={
        ResultKind.EDITION: FormatSupport(
            write=as_text(_edition),
            losses="It is made for reading and cannot be imported: classes, positions, lineage, "
            "where footnotes are marked, and the places quoted are not held.",
            lost=_lost,
            read_back=_read_back,
            download=True,
        ),
        ResultKind.DIFF: FormatSupport(
            write=as_text(_diff),
            losses="The confidence as a figure, the weight and the evidence of the alignment are "
            "not held.",
            download=True,
        ),
        ResultKind.FINDINGS: FormatSupport(
            write=as_text(_findings), losses="Fixes, and what is suppressed, are not held."
        ),
        ResultKind.COMMENTS: FormatSupport(
            write=as_text(_comments), losses="The motivation of a comment is not held."
        ),
    },
)
