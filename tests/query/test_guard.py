"""A query reads what is loaded, and nothing else."""

from __future__ import annotations

import pytest

from guidegraph.model.errors import MisuseError
from guidegraph.query.guard import MAX_CHARS, read_only


LOADED = ["https://example.org/a", "https://example.org/b"]

FEDERATED = [
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "select * {service<http://x/>{?s ?p ?o}}",
    "SELECT * { SERVICE SILENT ?where { ?s ?p ?o } }",
    "SELECT * { ?s ?p '#' . SERVICE <http://x/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o # a comment\n SERVICE <http://x/> { ?s ?p ?o } }",
    "SELECT * { ?s <http://x/#a> ?o . SERVICE <http://x/> { ?s ?p ?o } }",
    "SELECT * { SERV\\u0049CE <http://x/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p '''a''' . SERVICE <http://x/> {} }",
    "SELECT * { ?s ?p 'it\\'s' . SERVICE <http://x/> {} }",
    "SELECT * { { SELECT * { SERVICE <http://x/> {} } } }",
    "SELECT * { ?s ?p ?o FILTER(1 < 2) SERVICE <http://x/> {} FILTER(2 > 1) }",
    "ASK { FILTER EXISTS { SERVICE <http://x/> {} } }",
]
HARMLESS = [
    "SELECT * { ?s ?p 'SERVICE <http://x/>' }",
    'SELECT * { ?s ?p """FROM <http://x/>\nSERVICE""" }',
    "SELECT ?service ?from $load { ?service ?from $load }",
    "SELECT * { ?s ?p ?o } # SERVICE <http://x/>",
    "SELECT * { ?s <http://example.org/SERVICE> <http://example.org/a/from> }",
    "PREFIX service: <http://x/> SELECT * { ?s service:load service:from }",
    "SELECT * FROM <https://example.org/a> { ?s ?p ?o }",
    "SELECT * FROM NAMED <https://example.org/a> FROM <https://example.org/b> { ?s ?p ?o }",
    "BASE <https://example.org/> SELECT * FROM <a> { ?s ?p ?o }",
    "PREFIX e: <https://example.org/> SELECT * FROM e:a { ?s ?p ?o }",
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "DESCRIBE <https://example.org/a>",
]
OTHER_GRAPHS = [
    "SELECT * FROM <http://127.0.0.1:9/x> { ?s ?p ?o }",
    "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "SELECT * FROM NAMED <https://example.org/c> { ?s ?p ?o }",
    "select * from<https://example.org/A>{?s ?p ?o}",
    "PREFIX e: <https://example.org/> SELECT * FROM e:c { ?s ?p ?o }",
    "BASE <https://example.com/> SELECT * FROM <a> { ?s ?p ?o }",
    "SELECT * FROM <https://example.org/a> FROM <https://example.org/c> { ?s ?p ?o }",
]
UPDATES = [
    "LOAD <http://x/>",
    "load silent <file:///etc/passwd> into graph <http://x/>",
    "INSERT DATA { <http://x/> <http://x/> 1 }",
    "PREFIX e: <http://x/> DELETE WHERE { ?s ?p ?o }",
    "# a comment\nCLEAR ALL",
    "DROP GRAPH <http://x/>",
    "WITH <http://x/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
]


@pytest.mark.parametrize("query", FEDERATED)
def test_refuses_other_servers(query: str) -> None:
    """SERVICE is refused, however it is written, and the message names what is loaded."""
    with pytest.raises(MisuseError, match=r"SERVICE .* <https://example.org/a>"):
        read_only(query, LOADED)


@pytest.mark.parametrize("query", HARMLESS)
def test_lets_harmless_words_through(query: str) -> None:
    """A string, IRI, variable, prefix or comment may say what it likes."""
    read_only(query, LOADED)


@pytest.mark.parametrize("query", OTHER_GRAPHS)
def test_refuses_other_graphs(query: str) -> None:
    """FROM names a loaded graph or is refused."""
    with pytest.raises(MisuseError, match=r"FROM <.*> is not a graph .* <https://example.org/a>"):
        read_only(query, LOADED)


@pytest.mark.parametrize("query", UPDATES)
def test_refuses_updates(query: str) -> None:
    """What changes or loads is refused by name."""
    with pytest.raises(MisuseError, match="is an update, and the library is read-only"):
        read_only(query, LOADED)


def test_refuses_what_is_too_long() -> None:
    """A query has a length up to which it is read."""
    with pytest.raises(MisuseError, match="characters, more than"):
        read_only("#" * (MAX_CHARS + 1), LOADED)


def test_says_which_graphs_are_named() -> None:
    """The IRIs of a query are resolved; those in strings and comments are not among them."""
    query = (
        "PREFIX e: <https://example.org/> BASE <https://example.org/> "
        "SELECT * { GRAPH <b> { e:a ?p '<https://example.org/c>' } } # <https://example.org/d>"
    )

    assert {"https://example.org/", "https://example.org/a", "https://example.org/b"} == (
        read_only(query, LOADED).iris
    )
