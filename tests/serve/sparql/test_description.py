"""The endpoint describes itself."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from tests.serve.conftest import Serve, Served


pytestmark = pytest.mark.slow  # a server with worker processes answers


SD = "http://www.w3.org/ns/sparql-service-description#"


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/turtle", RdfFormat.TURTLE),
        ("*/*", RdfFormat.TURTLE),
        ("application/rdf+xml", RdfFormat.RDF_XML),
        ("application/n-triples", RdfFormat.N_TRIPLES),
    ],
)
def test_describes_itself(served: Served, accept: str, form: RdfFormat) -> None:
    """Asked without a query, it says where it is, what it speaks and which graphs there are."""
    answer = served.ask("/sparql", accept=accept)
    triples = set(parse(answer.content, form))
    endpoints = {each.object for each in triples if each.predicate == NamedNode(f"{SD}endpoint")}
    names = {each.object for each in triples if each.predicate == NamedNode(f"{SD}name")}
    graphs = served.context.librarian.graphs()

    assert 200 == answer.status_code
    assert {NamedNode(f"{served.url}sparql")} == endpoints
    assert {NamedNode(iri) for iri in (*graphs.editions, *graphs.changes)} == names


def test_describes_its_public_address(serve: Serve) -> None:
    """Behind a proxy the endpoint is where the operator says."""
    with serve(public=True) as server:
        answer = server.ask("/sparql", accept="text/turtle")

    assert "<https://example.org/guide/sparql>" in answer.text


def test_is_not_described_as_a_picture(served: Served) -> None:
    """406, with the syntaxes that there are."""
    answer = served.ask("/sparql", accept="image/png")

    assert 406 == answer.status_code
    assert "text/turtle" in answer.text
