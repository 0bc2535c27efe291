"""A diff as a delta that others can apply, in JSON."""

from __future__ import annotations

from guidegraph.diff.delta.delta import delta
from guidegraph.export.delta import to_json
from guidegraph.export.exporter import exporter
from guidegraph.importers.delta import delta_from_json
from guidegraph.model.changes import Comparison
from guidegraph.model.source import source_from_bytes


def _read_back(comparison: Comparison, body: bytes) -> str | None:
    found = delta_from_json(source_from_bytes("delta.json", body))
    return None if found == delta(comparison) else "the delta is not the same"


@exporter(
    media_type="application/json",
    suffix=".delta.json",
    lossless=True,
    of=Comparison,
    read_back=_read_back,
)
def export(comparison: Comparison) -> bytes:
    """The edits that turn the old edition into the new one; `guidegraph apply` applies them."""
    return to_json(delta(comparison))
