"""Graphs as N-Quads, a statement a line, each with the graph that it is in."""

from __future__ import annotations

from pyoxigraph import RdfFormat, serialize

from guidegraph.export.syntaxes import syntax
from guidegraph.graph.dataset import Dataset


@syntax(RdfFormat.N_QUADS, suffix=".nq", named=True)
def export(dataset: Dataset) -> bytes:
    """The statements in order, a line for each."""
    return serialize(dataset.quads, format=RdfFormat.N_QUADS) or b""
