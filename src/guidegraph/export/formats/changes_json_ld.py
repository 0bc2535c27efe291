"""A diff in our own vocabulary as JSON-LD: the same graph as `changes-turtle`."""

from __future__ import annotations

from guidegraph.export.exporter import exporter
from guidegraph.graph.changes import LOSSES, changes_to_graph
from guidegraph.graph.json_ld import to_json_ld
from guidegraph.model.changes import Comparison


@exporter(
    media_type="application/ld+json",
    suffix=".jsonld",
    of=Comparison,
    lossless=False,
    losses=LOSSES,
)
def export(comparison: Comparison) -> bytes:
    """The diff's graph as JSON-LD."""
    return to_json_ld(changes_to_graph(comparison))
