"""SKOS in Turtle, canonical: the same edition gives the same bytes."""

from __future__ import annotations

from pyoxigraph import RdfFormat

from guidegraph.export.syntaxes import syntax
from guidegraph.graph.dataset import Dataset
from guidegraph.graph.turtle import to_turtle


@syntax(RdfFormat.TURTLE, suffix=".ttl")
def export(dataset: Dataset) -> bytes:
    """The graph as Turtle."""
    return to_turtle(dataset.triples, dataset.base, dataset.prefixes)
