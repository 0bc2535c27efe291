"""N-Quads: a statement a line, each with the graph that it is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegraph.render.format import Format
from guidegraph.render.graphs import graphs


if TYPE_CHECKING:
    from guidegraph.graph.dataset import Dataset


def _write(dataset: Dataset) -> bytes:
    from pyoxigraph import RdfFormat, serialize

    from guidegraph.graph.language_tags import with_usual_tags

    return with_usual_tags(serialize(dataset.quads, format=RdfFormat.N_QUADS) or b"")


form = Format(
    name="N-Quads",
    media_type="application/n-quads",
    suffix=".nq",
    holds=graphs(".nq", _write, named=True, download=True),
)
