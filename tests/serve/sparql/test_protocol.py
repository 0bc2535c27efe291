"""The SPARQL 1.1 Protocol, as far as it is for reading."""

from __future__ import annotations

import json
from urllib.parse import quote, urlencode

import pytest
from pyoxigraph import (
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    parse,
    parse_query_results,
)

from tests.serve.conftest import Served


pytestmark = pytest.mark.slow  # a server with worker processes answers


BASE = "https://w3id.org/guidegraph/peer-support/"
PREFIXES = """
PREFIX gg: <https://w3id.org/guidegraph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
COUNT = f"{PREFIXES} SELECT (COUNT(*) AS ?n) {{ ?s a gg:CoreValue }}"
NAMED = f"{PREFIXES} SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s a gg:CoreValue }} }} ORDER BY ?g"
ASK = f"{PREFIXES} ASK {{ ?s a gg:CoreValue }}"
CONSTRUCT = f"{PREFIXES} CONSTRUCT WHERE {{ ?s a gg:CoreValue ; skos:notation ?n }}"
DESCRIBE = f"DESCRIBE <{BASE}combined/value/7>"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
JSON = "application/sparql-results+json"
XML = "application/sparql-results+xml"


def path(query: str, *fields: tuple[str, str]) -> str:
    """The address of a query."""
    return f"/sparql?{urlencode([('query', query), *fields])}"


def rows(body: bytes) -> list[list[str]]:
    """The values of an answer in JSON, row by row."""
    found = json.loads(body)
    return [
        [row[name]["value"] for name in found["head"]["vars"]]
        for row in found["results"]["bindings"]
    ]


def test_a_query_by_get(served: Served) -> None:
    """The query is a field of the address."""
    answer = served.ask(path(COUNT), accept=JSON)

    assert (200, JSON) == (answer.status_code, answer.headers["content-type"])
    assert [["36"]] == rows(answer.content)
    assert "Accept" == answer.headers["vary"]


def test_a_query_by_post_as_a_form(served: Served) -> None:
    """The query is a field of the body."""
    answer = served.ask("/sparql", "POST", data={"query": COUNT}, accept=JSON)

    assert [["36"]] == rows(answer.content)


def test_a_query_by_post_directly(served: Served) -> None:
    """The query is the body; graphs are fields of the address."""
    graph = urlencode({"default-graph-uri": f"{BASE}combined"})
    answer = served.ask(
        f"/sparql?{graph}",
        "POST",
        data=COUNT.encode(),
        content_type=f"{QUERY}; charset=UTF-8",
        accept=JSON,
    )

    assert [["12"]] == rows(answer.content)


def test_the_request_names_the_dataset(served: Served) -> None:
    """The graphs of the request make up the dataset, whatever FROM says."""
    first, second = f"{BASE}2013-peer", f"{BASE}combined"
    default = ("default-graph-uri", first)
    named = ("named-graph-uri", second)
    other = COUNT.replace("{ ?s", f"FROM <{second}> FROM <{BASE}supervisor> {{ ?s", 1)

    assert [["12"]] == rows(served.ask(path(COUNT, default), accept=JSON).content)
    assert [["24"]] == rows(
        served.ask(path(COUNT, default, ("default-graph-uri", second)), accept=JSON).content
    )
    assert [["24"]] == rows(served.ask(path(other), accept=JSON).content)
    assert [["12"]] == rows(served.ask(path(other, default), accept=JSON).content)
    assert [] == rows(served.ask(path(NAMED, default), accept=JSON).content)
    assert [[second]] == rows(served.ask(path(NAMED, named), accept=JSON).content)
    assert [["0"]] == rows(served.ask(path(COUNT, named), accept=JSON).content)


def test_diffs_are_graphs(served: Served) -> None:
    """Diffs can be asked about, by their names and with everything else."""
    kinds = "SELECT DISTINCT ?g { GRAPH ?g { ?c a gg:Change } } ORDER BY ?g"
    graphs = rows(served.ask(path(f"{PREFIXES} {kinds}"), accept=JSON).content)
    every = rows(served.ask(path(f"{PREFIXES} SELECT * {{ ?c a gg:Change }}"), accept=JSON).content)

    assert [[f"{BASE}combined/changes/2013-peer"], [f"{BASE}combined/changes/supervisor"]] == graphs
    assert len(every) > 200


@pytest.mark.parametrize(
    ("accept", "media_type", "form"),
    [
        (JSON, JSON, QueryResultsFormat.JSON),
        ("application/json", "application/json", QueryResultsFormat.JSON),
        (
            XML,
            XML,
            QueryResultsFormat.XML,
        ),
        ("application/xml", "application/xml", QueryResultsFormat.XML),
        (
            "text/tab-separated-values",
            "text/tab-separated-values; charset=utf-8",
            QueryResultsFormat.TSV,
        ),
        ("*/*", JSON, QueryResultsFormat.JSON),
        (
            f"{JSON};q=0.1, {XML};q=0.2",
            XML,
            QueryResultsFormat.XML,
        ),
    ],
)
def test_results_in_every_format(
    served: Served, accept: str, media_type: str, form: QueryResultsFormat
) -> None:
    """SELECT is answered in the format preferred, and says the same in each."""
    answer = served.ask(path(NAMED), accept=accept)
    found = parse_query_results(answer.content, form)

    assert media_type == answer.headers["content-type"]
    assert isinstance(found, QuerySolutions)
    assert 3 == len(list(found))


def test_results_as_csv(served: Served) -> None:
    """CSV has the values alone, none of which a spreadsheet program takes for a formula."""
    answer = served.ask(path('SELECT ?x ("=1+1" AS ?y) { BIND(1 AS ?x) }'), accept="text/csv")

    assert "text/csv; charset=utf-8" == answer.headers["content-type"]
    assert "x,y\n1,'=1+1\n" == answer.text


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (JSON, '"boolean":true'),
        (XML, "<boolean>true</boolean>"),
        ("text/csv", "true"),
        ("text/tab-separated-values", "true"),
    ],
)
def test_a_verdict_in_every_format(served: Served, accept: str, expected: str) -> None:
    """ASK is answered in the same formats."""
    assert expected in served.ask(path(ASK), accept=accept).text


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/turtle", RdfFormat.TURTLE),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/ld+json", RdfFormat.JSON_LD),
        ("application/rdf+xml", RdfFormat.RDF_XML),
    ],
)
@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE])
def test_graphs_in_every_format(served: Served, query: str, accept: str, form: RdfFormat) -> None:
    """CONSTRUCT and DESCRIBE are answered with the same graph in each syntax."""
    answer = served.ask(path(query), accept=accept)
    plain = served.ask(path(query), accept="application/n-triples")

    assert answer.headers["content-type"].startswith(accept)
    assert set(parse(plain.content, RdfFormat.N_TRIPLES)) == set(parse(answer.content, form))
    assert plain.content


@pytest.mark.parametrize(
    ("query", "accept", "offered"),
    [(COUNT, "text/turtle", JSON), (CONSTRUCT, "text/csv", "text/turtle"), (ASK, "image/*", JSON)],
)
def test_a_format_that_there_is_not(served: Served, query: str, accept: str, offered: str) -> None:
    """406, with those that there are."""
    answer = served.ask(path(query), accept=accept)

    assert 406 == answer.status_code
    assert offered in answer.text


def test_a_format_by_its_name(served: Served) -> None:
    """A link on a page can ask for a format, which goes before what the browser accepts."""
    answer = served.ask(path(COUNT, ("format", "csv")), accept="text/html")

    assert "n\n36\n" == answer.text
    assert 400 == served.ask(path(COUNT, ("format", "turtle"))).status_code
    assert 400 == served.ask(path(COUNT, ("format", "pdf"))).status_code


@pytest.mark.parametrize(
    "address",
    [
        path("SELECT * {"),
        path("SELECT ?x { ?s ?p ?o } GROUP BY ?s"),
        path("nonsense"),
        path("SELECT * { ?s nope:p ?o }"),
        path(COUNT, ("query", COUNT)),
        path(COUNT, ("default-graph-uri", "http://example.org/other")),
        path(COUNT, ("named-graph-uri", "file:///etc/passwd")),
        path(COUNT, ("default-graph-uri", "")),
        "/sparql?default-graph-uri=http://example.org/other",
        "/sparql?query=%ff",
        f"/sparql?{'&'.join(f'a{n}=1' for n in range(500))}",
    ],
)
def test_a_bad_request(served: Served, address: str) -> None:
    """400, and one line that says what is wrong."""
    answer = served.ask(address)

    assert 400 == answer.status_code
    assert "text/plain; charset=utf-8" == answer.headers["content-type"]
    assert answer.text.strip()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT ?x { ?s ?p ?o } }",
        "SELECT * { S\\u0045RVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * FROM <http://127.0.0.1:1/> { ?s ?p ?o }",
        "SELECT * FROM NAMED <file:///etc/passwd> { ?s ?p ?o }",
        "LOAD <http://127.0.0.1:1/>",
        "INSERT DATA { <http://x> <http://x> 1 }",
        "DELETE WHERE { ?s ?p ?o }",
        "CLEAR ALL",
        "DROP ALL",
    ],
)
@pytest.mark.parametrize("directly", [True, False])
def test_what_is_refused(served: Served, query: str, directly: bool) -> None:
    """403 to whatever asks another server, loads or changes anything."""
    if directly:
        answer = served.ask("/sparql", "POST", data=query.encode(), content_type=QUERY)
    else:
        answer = served.ask("/sparql", "POST", data={"query": query})

    assert 403 == answer.status_code


def test_updates_are_refused(served: Served) -> None:
    """The update operation of the protocol is not there."""
    clear = "CLEAR ALL"
    as_field = served.ask("/sparql", "POST", data={"update": clear})
    directly = served.ask(
        "/sparql", "POST", data=clear.encode(), content_type="application/sparql-update"
    )

    assert (403, 415) == (as_field.status_code, directly.status_code)


@pytest.mark.parametrize(
    ("content_type", "body", "expected"),
    [
        ("text/plain", COUNT.encode(), 415),
        ("application/json", b'{"query": ""}', 415),
        ("", COUNT.encode(), 415),
        ("nonsense", COUNT.encode(), 415),
        (f"{QUERY}; charset=iso-8859-1", COUNT.encode(), 415),
        (QUERY, b"\xff", 400),
        (QUERY, b"", 400),
        (FORM, b"", 400),
        (FORM, b"query=", 400),
        (FORM, b"other=1", 400),
        (FORM, b"query=%ff", 400),
        (FORM, b"query=\xff", 400),
        (f"{FORM};charset=utf-8", b"query=" + quote(COUNT).encode(), 200),
        (QUERY.upper(), COUNT.encode(), 200),
    ],
)
def test_bodies(served: Served, content_type: str, body: bytes, expected: int) -> None:
    """What a body is, its media type says."""
    answer = served.ask("/sparql", "POST", data=body, content_type=content_type)

    assert expected == answer.status_code
    if expected == 415:
        assert "; send " in answer.text


def test_a_query_that_is_too_long(served: Served) -> None:
    """413, and how long it may be."""
    query = "ASK {}" + " " * 1_000_001
    answer = served.ask("/sparql", "POST", data=query.encode(), content_type=QUERY)

    assert 413 == answer.status_code
    assert "1000000" in answer.text
