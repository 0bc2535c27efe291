"""Findings as JUnit XML, for what shows the results of tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegraph.render.format import Format, Holding, Kind, Page


if TYPE_CHECKING:
    from guidegraph.model.report import Report


def _write(report: Report, _page: Page) -> bytes:
    from guidegraph.render.reports import junit_of

    return junit_of(report).encode()


form = Format(
    name="JUnit XML",
    media_type="application/xml",
    suffix=".junit.xml",
    holds={Kind.FINDINGS: Holding(write=_write, losses="Fixes are not held.")},
)
