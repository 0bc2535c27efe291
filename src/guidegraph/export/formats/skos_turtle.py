"""
SKOS in Turtle, canonical: the same edition gives the same bytes.
"""

from __future__ import annotations

from guidegraph.export.exporter import exporter
from guidegraph.graph.build import to_graph
from guidegraph.graph.turtle import to_turtle
from guidegraph.model.edition import Edition


@exporter(media_type="text/turtle", suffix=".ttl", lossless=True)
def export(edition: Edition) -> bytes:
    """
    The edition's graph as Turtle.
    """
    return to_turtle(to_graph(edition), f"{edition.iri}/")
