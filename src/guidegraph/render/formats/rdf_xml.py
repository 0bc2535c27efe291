"""RDF/XML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegraph.render.format import Format, ResultKind
from guidegraph.render.graphs import Relative, graphs, triples


if TYPE_CHECKING:
    from guidegraph.graph.dataset import Dataset


def _write(dataset: Dataset) -> bytes:
    from guidegraph.export.xml_text import to_rdf_xml

    return to_rdf_xml(dataset)


form = Format(
    name="RDF/XML",
    media_type="application/rdf+xml",
    suffix=".rdf",
    holds={
        **graphs(".rdf", _write, relative=Relative.RESOURCES),
        ResultKind.TRIPLES: triples("rdf-xml"),
    },
)
