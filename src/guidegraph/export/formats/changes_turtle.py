"""
A diff in our own vocabulary as Turtle: the change set, its changes, and what replaced which item.
"""

from __future__ import annotations

from guidegraph.export.exporter import exporter
from guidegraph.graph.changes import LOSSES, changes_to_graph
from guidegraph.graph.turtle import to_turtle
from guidegraph.model.changes import Comparison


@exporter(
    media_type="text/turtle",
    suffix=".ttl",
    of=Comparison,
    lossless=False,
    losses=LOSSES,
)
def export(comparison: Comparison) -> bytes:
    """The diff's graph as Turtle."""
    return to_turtle(changes_to_graph(comparison), f"{comparison.new.iri}/")
