"""The real documents are what the ontology says an edition is."""

from __future__ import annotations

from pathlib import Path

import pyshacl
import pytest
import rdflib

from guidegraph.api import Library


ROOT = Path(__file__).resolve().parents[2]
LIBRARY = Library.open(ROOT / "editions")


@pytest.mark.slow
@pytest.mark.parametrize("id_", LIBRARY.ids)
def test_documents_conform(id_: str) -> None:
    """The graph of each edition and course meets every shape."""
    graph = rdflib.Graph().parse(data=LIBRARY.export(id_, "skos-turtle"), format="turtle")
    shapes = rdflib.Graph().parse(ROOT / "ontology" / "shapes.ttl")
    conforms, _, report = pyshacl.validate(
        graph, shacl_graph=shapes, advanced=True, allow_warnings=True
    )

    assert conforms, report
