"""JSON-LD 1.1 as a tree: each scheme with its top concepts, each concept with its narrower ones."""

from __future__ import annotations

from pyoxigraph import RdfFormat

from guidegraph.export.syntaxes import syntax
from guidegraph.graph.context import CONTEXT
from guidegraph.graph.dataset import Dataset
from guidegraph.graph.frame import framed, with_narrower
from guidegraph.graph.json_ld import document


@syntax(RdfFormat.JSON_LD, suffix=".jsonld", adding=with_narrower)
def export(dataset: Dataset) -> bytes:
    """
    The graph, with `skos:narrower` for every `skos:broader`, as a tree in our embedded context.
    """
    return document({"@context": dict(CONTEXT), "@graph": framed(dataset.triples)})
