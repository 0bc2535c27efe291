"""Findings as annotations that code hosts show next to the lines of a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind


if TYPE_CHECKING:
    from guidegraph.model.report import Report


def _write(report: Report, _page: RenderOptions) -> bytes:
    from guidegraph.render.reports import github_of

    return github_of(report).encode()


form = Format(
    name="GitHub annotations",
    media_type="text/plain",
    suffix=".txt",
    holds={
        ResultKind.FINDINGS: FormatSupport(
            write=_write, losses="Quotes, fixes and what is suppressed are not held."
        )
    },
)
