"""SPARQL over the whole library: graphs, diffs, answers, mistakes."""

from __future__ import annotations

from functools import cache

import pytest

from guidegraph.api import Library
from guidegraph.librarian import Librarian
from guidegraph.model.answer import Answer, Solutions, Statements, Verdict
from guidegraph.model.errors import FormatError, MisuseError, StoppedError
from guidegraph.query.results import triples_of, written


BASE = "https://w3id.org/guidegraph/peer-support/"


@cache
def librarian() -> Librarian:
    """Who answers about our library."""
    return Library.open().librarian()


def ask(text: str, **options: float) -> Answer:
    """The answer to some SPARQL."""
    return librarian().query(text, limit=int(options.get("limit", 100)), seconds=20)


def column(answer: Answer) -> list[object]:
    """The first column of an answer."""
    assert isinstance(answer, Solutions)
    return [row[0].native if row[0] else None for row in answer.rows]


def test_every_edition_is_a_graph() -> None:
    """The named graphs are the editions and courses, called by their IRIs."""
    found = ask("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g")

    assert sorted(f"{BASE}{id_}" for id_ in librarian().editions) == column(found)


def test_all_editions_are_the_default_graph() -> None:
    """Without GRAPH all editions are asked, and with FROM those that are named."""
    count = "(COUNT(*) AS ?n)"
    every = column(ask(f"SELECT {count} {{ ?s ?p ?o }}"))
    each = [
        column(ask(f"SELECT {count} FROM <{edition.iri}> {{ ?s ?p ?o }}"))[0]
        for edition in librarian().editions.values()
    ]

    assert every == [sum(int(str(number)) for number in each)]


def test_a_diff_is_a_graph_when_it_is_named() -> None:
    """A diff is there when the query names its graph, and is no part of the default graph."""
    graph = f"<{BASE}combined/changes/2013-peer>"
    gg = "PREFIX gg: <https://w3id.org/guidegraph/ontology#>"
    named = f"{gg} SELECT (COUNT(?c) AS ?n) {{ GRAPH {graph} {{ ?c a gg:Change }} }}"
    default = f"{gg} SELECT (COUNT(?c) AS ?n) {{ ?c a gg:Change FILTER({graph} != ?c) }}"
    changes = librarian().workspace.diff(["2013-peer"], "combined").changes.changes

    assert [len(changes)] == column(ask(named))
    assert [0] == column(ask(default))


def test_answers_all_forms() -> None:
    """ASK, SELECT, CONSTRUCT and DESCRIBE."""
    assert Verdict(holds=True) == ask("ASK { ?s ?p ?o }")
    assert isinstance(ask(f"DESCRIBE <{BASE}combined/value/7>"), Statements)
    found = ask(f"CONSTRUCT {{ <{BASE}combined> ?p ?o }} {{ <{BASE}combined> ?p ?o }}", limit=500)
    assert isinstance(found, Statements)
    assert len(found.triples) == len(set(triples_of(found)))


def test_says_when_there_is_more() -> None:
    """At the limit an answer is cut, and says so."""
    found = ask("SELECT * { ?s ?p ?o }", limit=3)

    assert isinstance(found, Solutions)
    assert (3, False) == (len(found.rows), found.complete)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT ?s\nWHERE { ?s ?p }", r"query:2:15: not SPARQL 1.1 at the caret: .*\?p \^}"),
        ("SELECT ?s { ?s foo:bar 1 }", r"query:1:.*declare the prefix"),
        ("", "query:1:1: not SPARQL 1.1"),
        ("SELEKT * {}", "query:1:1"),
        ("SELECT * { ?s ?p 'a", "query:1:"),
        ("SELECT * { ?s ?p ?o } }", "query:1:23"),
    ],
)
def test_shows_the_place_of_a_mistake(query: str, message: str) -> None:
    """What is not SPARQL is shown with line, column and a caret, and on one line."""
    with pytest.raises(FormatError, match=message) as caught:
        ask(query)

    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("query", ["SELECT * { SERVICE <http://x/> {} }", "LOAD <http://x/>"])
def test_refuses_what_does_not_read(query: str) -> None:
    """The guard is asked before anything runs."""
    with pytest.raises(MisuseError):
        ask(query)


def test_stops_an_endless_query() -> None:
    """A cross product of the library with itself is stopped."""
    product = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with pytest.raises(StoppedError, match="--timeout"):
        librarian().query(product, seconds=0.5)


@pytest.mark.parametrize("form", ["json", "xml", "tsv"])
def test_writes_the_standard_formats(form: str) -> None:
    """What was written can be read back by the RDF library, with every term as it was."""
    from pyoxigraph import QuerySolutions, parse_query_results

    from guidegraph.query.results import RESULT_FORMS

    found = ask(
        'SELECT * { VALUES (?a ?b) { ("x\\ty\\n\\"\\\\"@en <http://x/>) (UNDEF 1.50) '
        '(true "=1") } }'
    )
    assert isinstance(found, Solutions)
    again = parse_query_results(written(found, form).encode(), RESULT_FORMS[form])
    assert isinstance(again, QuerySolutions)
    values = [[getattr(term, "value", None) for term in row] for row in again]

    assert [[term.value if term else None for term in row] for row in found.rows] == values
