"""JSON-LD 1.1, compacted with our context, which is embedded."""

from __future__ import annotations

from pyoxigraph import RdfFormat

from guidegraph.export.syntaxes import syntax
from guidegraph.graph.context import CONTEXT
from guidegraph.graph.dataset import Dataset
from guidegraph.graph.json_ld import compacted_dataset, document


@syntax(RdfFormat.JSON_LD, suffix=".jsonld", named=True)
def export(dataset: Dataset) -> bytes:
    """The graph as JSON-LD; several graphs each under their name."""
    return document({"@context": dict(CONTEXT), "@graph": compacted_dataset(dataset.graphs)})
