"""An edition as a networkx graph, and back."""

from __future__ import annotations

import networkx as nx
import pytest
import rdflib
from hypothesis import given, settings

from guidegraph.graph.build import to_graph
from guidegraph.graph.hierarchy import from_networkx, to_networkx
from guidegraph.graph.rdflib_graph import to_rdflib
from guidegraph.model.edition import Edition
from guidegraph.workspace import Workspace
from tests.strategies import editions


@settings(max_examples=50, deadline=None)
@given(editions())
def test_law(edition: Edition) -> None:
    """What goes out comes back."""
    assert edition == from_networkx(to_networkx(edition))


@pytest.mark.parametrize("id_", Workspace.open().ids)
def test_our_editions_survive(id_: str) -> None:
    """Ours too, with all that they hold; and the hierarchy is a forest."""
    edition = Workspace.open().quoted(id_)
    graph = to_networkx(edition)
    up = nx.DiGraph((one, other) for one, other, key in graph.edges(keys=True) if key == "broader")

    assert edition == from_networkx(graph)
    assert nx.is_forest(up)


def test_editions_meet_where_they_link() -> None:
    """A course and the edition it teaches, put together, are joined by its links."""
    library = Workspace.open()
    course, edition = library.edition("peer-support-course"), library.edition("2013-peer")
    both = nx.compose(to_networkx(course), to_networkx(edition))

    assert nx.has_path(both, course.iri_of("module/7/statement/3"), edition.iri_of("value/1"))


def test_rdflib_gets_the_same_triples() -> None:
    """As many triples, and literals with their letters."""
    edition = Workspace.open().quoted("combined")
    graph = to_rdflib(to_graph(edition))
    item = rdflib.URIRef(edition.iri_of("value/7/practice/4"))

    assert len(set(to_graph(edition))) == len(graph)
    assert "7.4" == str(graph.value(item, rdflib.SKOS.notation))
