"""TriG: Turtle in which each graph has its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegraph.render.format import Format
from guidegraph.render.graphs import Relative, graphs


if TYPE_CHECKING:
    from guidegraph.graph.dataset import Dataset


def _write(dataset: Dataset) -> bytes:
    from guidegraph.graph.turtle import to_trig

    return to_trig(dataset.graphs, dataset.base, dataset.prefixes)


form = Format(
    name="TriG",
    media_type="application/trig",
    suffix=".trig",
    holds=graphs(".trig", _write, relative=Relative.EVERYTHING, named=True, download=True),
)
