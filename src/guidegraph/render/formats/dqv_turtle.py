"""Findings as measurements in the Data Quality Vocabulary (DQV), in Turtle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind


if TYPE_CHECKING:
    from guidegraph.model.report import Report


def _write(report: Report, _page: RenderOptions) -> bytes:
    from guidegraph.render.quality import dqv_of

    return dqv_of(report)


form = Format(
    name="Data Quality Vocabulary (Turtle)",
    media_type="text/turtle",
    suffix=".dqv.ttl",
    holds={
        ResultKind.FINDINGS: FormatSupport(
            write=_write, losses="How often each rule was broken is held, not where."
        )
    },
)
