"""Comments as Web Annotations in JSON-LD, with our context embedded."""

from __future__ import annotations

from guidegraph.export.exporter import exporter
from guidegraph.graph.comments import comments_to_graph
from guidegraph.graph.json_ld import to_json_ld
from guidegraph.model.comments import CommentRegister


@exporter(media_type="application/ld+json", suffix=".jsonld", of=CommentRegister, lossless=True)
def export(register: CommentRegister) -> bytes:
    """The register's annotations as JSON-LD."""
    return to_json_ld(comments_to_graph(register))
