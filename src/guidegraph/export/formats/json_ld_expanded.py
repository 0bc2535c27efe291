"""JSON-LD 1.1, expanded: no context, every name a full IRI."""

from __future__ import annotations

from pyoxigraph import RdfFormat

from guidegraph.export.syntaxes import syntax
from guidegraph.graph.dataset import Dataset
from guidegraph.graph.json_ld import document, expanded_dataset


@syntax(RdfFormat.JSON_LD, suffix=".jsonld", named=True)
def export(dataset: Dataset) -> bytes:
    """The graph as a list of nodes; several graphs each under their name."""
    return document(expanded_dataset(dataset.graphs))
