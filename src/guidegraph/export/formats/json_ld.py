"""
JSON-LD 1.1, compacted with our context, which is embedded.
"""

from __future__ import annotations

from guidegraph.export.exporter import exporter
from guidegraph.graph.build import to_graph
from guidegraph.graph.json_ld import to_json_ld
from guidegraph.model.edition import Edition


@exporter(media_type="application/ld+json", suffix=".jsonld", lossless=True)
def export(edition: Edition) -> bytes:
    """
    The edition's graph as JSON-LD.
    """
    return to_json_ld(to_graph(edition))
