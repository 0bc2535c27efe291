"""A diff in the controlled language of KGCL, for what that language can say."""

from __future__ import annotations

from guidegraph.export.exporter import exporter
from guidegraph.export.kgcl import LOSSES, to_kgcl
from guidegraph.model.changes import Comparison


@exporter(media_type="text/x-kgcl", suffix=".kgcl", of=Comparison, lossless=False, losses=LOSSES)
def export(comparison: Comparison) -> bytes:
    """Comments that say what is lost, then a command a line."""
    return to_kgcl(comparison)
