"""Clients that people use, and the requests that they really send."""

from __future__ import annotations

import json
import warnings
from urllib.parse import urlencode

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from tests.serve.conftest import Served


pytestmark = pytest.mark.slow  # a server with worker processes answers

ROWS = "SELECT * { ?s ?p ?o } LIMIT 3"
GRAPH = "CONSTRUCT WHERE { ?s ?p ?o } LIMIT 5"
ITEM = "combined/value/7"
BASE = "https://w3id.org/guidegraph/peer-support/"


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("method", ["GET", "POST", "direct"])
@pytest.mark.parametrize(
    ("query", "forms"),
    [
        (ROWS, (None, "json", "xml", "csv", "tsv")),
        ("ASK {}", (None, "json", "xml", "csv", "tsv")),
        (GRAPH, (None, "xml", "turtle", "n3", "rdf", "rdf+xml", "json-ld")),
        (f"DESCRIBE <{BASE}{ITEM}>", (None, "xml", "turtle", "n3", "rdf+xml", "json-ld")),
    ],
)
def test_sparqlwrapper(
    served: Served, method: str, query: str, forms: tuple[str | None, ...]
) -> None:
    """Every method and format of SPARQLWrapper gets an answer that it can read."""
    wrapper = pytest.importorskip("SPARQLWrapper")
    for form in forms:
        client = wrapper.SPARQLWrapper(f"{served.url}sparql")
        client.setMethod("GET" if method == "GET" else "POST")
        client.setRequestMethod("postdirectly" if method == "direct" else "urlencoded")
        client.setQuery(query)
        if form:
            client.setReturnFormat(form)
        assert client.query().convert()


def test_what_sparqlwrapper_sends(served: Served) -> None:
    """The same choice under three names, and some of them twice."""
    named = [(name, "tsv") for name in ("format", "output", "results", "format")]
    answer = served.ask(f"/sparql?{urlencode([('query', ROWS), *named])}", accept="*/*")
    graph = served.ask(f"/sparql?{urlencode({'query': GRAPH, 'output': 'xml'})}", accept="*/*")
    typed = served.ask("/sparql?query=ASK%7B%7D&format=application/sparql-results+json")

    assert "text/tab-separated-values; charset=utf-8" == answer.headers["content-type"]
    assert "application/rdf+xml" == graph.headers["content-type"]
    assert {"head": {}, "boolean": True} == json.loads(typed.content)


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_sparqlstore(served: Served, method: str) -> None:
    """The store of rdflib: queries of each kind, and patterns."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        store = SPARQLStore(f"{served.url}sparql", method=method)
        graph = rdflib.Graph(store=store)
        rows = list(graph.query(ROWS))
        verdict = graph.query("ASK { ?s ?p ?o }").askAnswer
        made = graph.query(GRAPH).graph
        item = list(graph.triples((rdflib.URIRef(f"{BASE}{ITEM}"), None, None)))
        size = len(graph)

    assert (3, True) == (len(rows), verdict)
    assert made is not None
    assert 5 == len(made)
    assert len(item) > 10
    assert size > 10_000


def test_yasgui(served: Served) -> None:
    """The editor of many query pages: a form by POST, from another site, with its header."""
    accept = "application/sparql-results+json,*/*;q=0.9"
    origin = {"origin": "https://yasgui.example.org"}
    preflight = served.ask("/sparql", "OPTIONS", access_control_request_method="POST", **origin)
    answer = served.ask("/sparql", "POST", data={"query": ROWS}, accept=accept, **origin)
    graph = served.ask(
        "/sparql", "POST", data={"query": GRAPH}, accept="text/turtle,*/*;q=0.9", **origin
    )

    assert 204 == preflight.status_code
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert "*" == answer.headers["access-control-allow-origin"]
    assert 3 == len(json.loads(answer.content)["results"]["bindings"])
    assert "text/turtle; charset=utf-8" == graph.headers["content-type"]


@pytest.mark.parametrize("name", [ITEM, "combined", "2013-peer/value/1", f"{ITEM}/practice/4"])
def test_documents_and_queries_agree(served: Served, name: str) -> None:
    """The document of a resource and a query about it state the same."""
    iri = rdflib.URIRef(BASE + name)
    document = rdflib.Graph().parse(data=served.ask(f"/{name}.nt").text, format="nt")
    query = f"CONSTRUCT {{ <{iri}> ?p ?o }} WHERE {{ <{iri}> ?p ?o }}"
    answer = served.ask("/sparql", "POST", data={"query": query}, accept="application/n-triples")
    asked = rdflib.Graph().parse(data=answer.text, format="nt")

    def said(graph: rdflib.Graph) -> set[tuple[str, str]]:
        found = graph.predicate_objects(iri)
        return {(str(p), "_" if isinstance(o, rdflib.BNode) else o.n3()) for p, o in found}

    assert said(document)
    assert said(document) == said(asked)


def test_statements_about_statements(served: Served) -> None:
    """What SPARQL 1.2 adds is answered in a pattern, and refused where it cannot be written."""
    pattern = served.ask("/sparql", "POST", data={"query": "SELECT * { ?s ?p ?o {| ?a ?b |} }"})
    made = "CONSTRUCT { ?s ?p ?o {| <urn:a:a> 1 |} } WHERE { ?s ?p ?o } LIMIT 1"
    refused = served.ask("/sparql", "POST", data={"query": made})

    assert 200 == pattern.status_code
    assert 400 == refused.status_code
    assert "RDF 1.2" in refused.text
