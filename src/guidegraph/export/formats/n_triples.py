"""A graph as N-Triples, a statement a line."""

from __future__ import annotations

from pyoxigraph import RdfFormat

from guidegraph.export.syntaxes import syntax
from guidegraph.graph.dataset import Dataset
from guidegraph.graph.syntax import Syntax, to_bytes


@syntax(RdfFormat.N_TRIPLES, suffix=".nt")
def export(dataset: Dataset) -> bytes:
    """The statements in order, a line for each."""
    return to_bytes(dataset.triples, Syntax.N_TRIPLES, dataset.base)
