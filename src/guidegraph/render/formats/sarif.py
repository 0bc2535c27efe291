"""Findings as SARIF 2.1.0, for code hosts and editors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind


if TYPE_CHECKING:
    from guidegraph.model.report import Report


def _write(report: Report, _page: RenderOptions) -> bytes:
    from guidegraph.render.reports import sarif_of

    return sarif_of(report).encode()


form = Format(
    name="SARIF",
    media_type="application/sarif+json",
    suffix=".sarif",
    holds={
        ResultKind.FINDINGS: FormatSupport(
            write=_write,
            losses="Of fixes only those are held of which the columns are known.",
        )
    },
)
