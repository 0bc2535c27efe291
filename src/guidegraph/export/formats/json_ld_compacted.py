"""JSON-LD 1.1, compacted with our context, which is named and not embedded."""

from __future__ import annotations

import json

from pyoxigraph import RdfFormat

from guidegraph.export.syntaxes import syntax
from guidegraph.graph.context import CONTEXT
from guidegraph.graph.dataset import Dataset
from guidegraph.graph.json_ld import CONTEXT_IRI, compacted_dataset, document


def _standing_alone(body: bytes) -> bytes:
    return document({**json.loads(body), "@context": dict(CONTEXT)})


@syntax(RdfFormat.JSON_LD, suffix=".jsonld", named=True, standing_alone=_standing_alone)
def export(dataset: Dataset) -> bytes:
    """The graph as JSON-LD, which means something only together with `ontology/context.jsonld`."""
    return document({"@context": CONTEXT_IRI, "@graph": compacted_dataset(dataset.graphs)})
