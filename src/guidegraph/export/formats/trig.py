"""Graphs as TriG: Turtle in which each graph has its name."""

from __future__ import annotations

from pyoxigraph import RdfFormat

from guidegraph.export.syntaxes import syntax
from guidegraph.graph.dataset import Dataset
from guidegraph.graph.turtle import to_trig


@syntax(RdfFormat.TRIG, suffix=".trig", named=True)
def export(dataset: Dataset) -> bytes:
    """The graphs one after the other."""
    return to_trig(dataset.graphs, dataset.base, dataset.prefixes)
