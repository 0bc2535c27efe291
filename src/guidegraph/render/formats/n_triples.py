"""N-Triples: a statement a line, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegraph.render.format import Format, ResultKind
from guidegraph.render.graphs import graphs, triples


if TYPE_CHECKING:
    from guidegraph.graph.dataset import Dataset


def _write(dataset: Dataset) -> bytes:
    from guidegraph.graph.syntax import Syntax, to_bytes

    return to_bytes(dataset.triples, Syntax.N_TRIPLES, dataset.base)


form = Format(
    name="N-Triples",
    media_type="application/n-triples",
    suffix=".nt",
    holds={
        **graphs(".nt", _write),
        ResultKind.TRIPLES: triples("n-triples"),
    },
)
