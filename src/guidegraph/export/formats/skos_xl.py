"""
SKOS with its extension for labels (SKOS-XL), in Turtle.

SKOS-XL: https://www.w3.org/TR/skos-reference/skos-xl.html
"""

from __future__ import annotations

from pyoxigraph import RdfFormat

from guidegraph.export.syntaxes import syntax
from guidegraph.graph.dataset import Dataset
from guidegraph.graph.skos_xl import with_label_resources
from guidegraph.graph.turtle import to_turtle


@syntax(RdfFormat.TURTLE, suffix=".ttl", adding=with_label_resources)
def export(dataset: Dataset) -> bytes:
    """The graph as Turtle, and for each label a resource that bears it."""
    return to_turtle(dataset.triples, dataset.base, dataset.prefixes)
