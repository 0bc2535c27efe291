"""A diff as a delta in JSON, which `guidegraph apply` applies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind


if TYPE_CHECKING:
    from guidegraph.model.changes import Comparison


def _write(comparison: Comparison, _page: RenderOptions) -> bytes:
    """The edits that turn the old edition into the new one."""
    from guidegraph.diff.delta.delta import delta
    from guidegraph.export.diffs import to_delta_json

    return to_delta_json(delta(comparison))


def _read_back(comparison: Comparison, body: bytes) -> str | None:
    from guidegraph.diff.delta.delta import delta
    from guidegraph.importers.delta import delta_from_json
    from guidegraph.model.source import source_from_bytes

    found = delta_from_json(source_from_bytes("delta.json", body))
    return None if found == delta(comparison) else "the delta is not the same"


form = Format(
    name="Delta (JSON)",
    media_type="application/json",
    suffix=".delta.json",
    holds={
        ResultKind.DIFF: FormatSupport(
            write=_write, lossless=True, read_back=_read_back, download=True
        )
    },
)
