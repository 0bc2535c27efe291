"""Comments as Web Annotations in Turtle."""

from __future__ import annotations

from guidegraph.export.exporter import exporter
from guidegraph.graph.comments import comments_to_graph
from guidegraph.graph.turtle import to_turtle
from guidegraph.model.comments import CommentRegister


@exporter(media_type="text/turtle", suffix=".ttl", of=CommentRegister, lossless=True)
def export(register: CommentRegister) -> bytes:
    """The register's annotations as Turtle."""
    return to_turtle(comments_to_graph(register), f"{register.edition.iri}/")
