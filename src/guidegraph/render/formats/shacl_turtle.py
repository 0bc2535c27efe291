"""Findings as a SHACL validation report in Turtle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind


if TYPE_CHECKING:
    from guidegraph.model.report import Report


def _write(report: Report, _page: RenderOptions) -> bytes:
    from guidegraph.render.quality import shacl_of

    return shacl_of(report)


form = Format(
    name="SHACL report (Turtle)",
    media_type="text/turtle",
    suffix=".shacl.ttl",
    holds={
        ResultKind.FINDINGS: FormatSupport(
            write=_write, losses="Fixes, places in files, and what is suppressed are not held."
        )
    },
)
