"""JSON-LD 1.1, expanded: no context, every name a full IRI."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegraph.render.format import Format
from guidegraph.render.graphs import Relative, graphs


if TYPE_CHECKING:
    from guidegraph.graph.dataset import Dataset


def _write(dataset: Dataset) -> bytes:
    from guidegraph.graph.json_ld import document, expanded_dataset

    return document(expanded_dataset(dataset.graphs))


form = Format(
    name="JSON-LD, expanded",
    media_type="application/ld+json",
    suffix=".jsonld",
    holds=graphs(".jsonld", _write, relative=Relative.RESOURCES, named=True),
)
