"""JSON-LD 1.1, compacted with our context, which is named and not embedded."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from guidegraph.render.format import Format
from guidegraph.render.graphs import Relative, graphs


if TYPE_CHECKING:
    from guidegraph.graph.dataset import Dataset


def _write(dataset: Dataset) -> bytes:
    """JSON-LD that needs `ontology/context.jsonld`."""
    from guidegraph.graph.json_ld import CONTEXT_IRI, compacted_dataset, document

    return document({"@context": CONTEXT_IRI, "@graph": compacted_dataset(dataset.graphs)})


def _standing_alone(body: bytes) -> bytes:
    from guidegraph.graph.context import CONTEXT
    from guidegraph.graph.json_ld import document

    return document({**json.loads(body), "@context": dict(CONTEXT)})


form = Format(
    name="JSON-LD, compacted",
    media_type="application/ld+json",
    suffix=".jsonld",
    holds=graphs(
        ".jsonld", _write, relative=Relative.RESOURCES, named=True, standing_alone=_standing_alone
    ),
)
