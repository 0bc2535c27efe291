"""JSON-LD 1.1 as a tree: each scheme with its top concepts, each concept with its narrower ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegraph.render.format import Format
from guidegraph.render.graphs import Relative, graphs


if TYPE_CHECKING:
    from guidegraph.graph.dataset import Dataset


def _write(dataset: Dataset) -> bytes:
    from guidegraph.graph.context import CONTEXT
    from guidegraph.graph.frame import framed
    from guidegraph.graph.json_ld import document

    return document({"@context": dict(CONTEXT), "@graph": framed(dataset.triples)})


def _adding(dataset: Dataset) -> Dataset:
    """It with `skos:narrower` for every `skos:broader`."""
    from guidegraph.graph.frame import with_narrower

    return with_narrower(dataset)


form = Format(
    name="JSON-LD, framed",
    media_type="application/ld+json",
    suffix=".jsonld",
    holds=graphs(".jsonld", _write, relative=Relative.RESOURCES, adding=_adding),
)
