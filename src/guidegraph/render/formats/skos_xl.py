"""
SKOS with its extension for labels (SKOS-XL), in Turtle.

SKOS-XL: https://www.w3.org/TR/skos-reference/skos-xl.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegraph.render.format import Format
from guidegraph.render.graphs import Relative, graphs


if TYPE_CHECKING:
    from guidegraph.graph.dataset import Dataset


def _write(dataset: Dataset) -> bytes:
    from guidegraph.graph.turtle import to_turtle

    return to_turtle(dataset.triples, dataset.base, dataset.prefixes)


def _adding(dataset: Dataset) -> Dataset:
    """It with a resource for each label."""
    from guidegraph.graph.skos_xl import with_label_resources

    return with_label_resources(dataset)


form = Format(
    name="SKOS-XL (Turtle)",
    media_type="text/turtle",
    suffix=".ttl",
    holds=graphs(".ttl", _write, relative=Relative.EVERYTHING, adding=_adding),
)
