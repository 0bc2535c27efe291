"""
A diff as a delta that others can apply, in JSON.
"""

from __future__ import annotations

from guidegraph.diff.delta import delta
from guidegraph.export.delta import to_json
from guidegraph.export.exporter import exporter
from guidegraph.model.changes import Comparison


@exporter(media_type="application/json", suffix=".delta.json", lossless=True, of=Comparison)
def export(comparison: Comparison) -> bytes:
    """
    The edits that turn the old edition into the new one; `guidegraph apply` applies them.
    """
    return to_json(delta(comparison))
