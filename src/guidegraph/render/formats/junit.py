"""Findings as JUnit XML, for programs that show test results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind


if TYPE_CHECKING:
    from guidegraph.model.report import Report


def _write(report: Report, _page: RenderOptions) -> bytes:
    from guidegraph.render.reports import junit_of

    return junit_of(report).encode()


form = Format(
    name="JUnit XML",
    media_type="application/xml",
    suffix=".junit.xml",
    holds={ResultKind.FINDINGS: FormatSupport(write=_write, losses="Fixes are not held.")},
)
