"""A stranger's shapes: they end, and reach nothing outside."""

from __future__ import annotations

import contextlib
import socket
import threading
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from guidegraph.check.shacl import ShapesError, validated
from guidegraph.check.shapes import Shapes
from guidegraph.model.errors import FormatError, StoppedError
from guidegraph.store.caged import Cage


_PREFIXES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix e: <http://example.org/> .
"""
_SAID = NamedNode("http://example.org/said")
_ABOUT = NamedNode("http://example.org/a")
_GRAPH = [
    Triple(_ABOUT, _SAID, Literal("peers share what they know of that " * 2)),
    Triple(
        _ABOUT,
        NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
        NamedNode("http://example.org/Rule"),
    ),
]


def _shapes(body: str) -> list[Triple]:
    return [
        Triple(quad.subject, quad.predicate, quad.object)
        for quad in parse(f"{_PREFIXES}{body}".encode(), format=RdfFormat.TURTLE)
    ]


def _pattern(pattern: str) -> list[Triple]:
    return _shapes(
        f"e:S a sh:NodeShape ; sh:targetSubjectsOf e:said ; "
        f'sh:property [ sh:path e:said ; sh:pattern "{pattern}" ] .'
    )


def test_the_report_is_the_same() -> None:
    """In the cage, shapes find what they find outside of it."""
    shapes = _pattern("^staff")

    def told(report: object) -> list[tuple[str, str]]:
        return sorted(
            (each.predicate.value, str(each.object))
            for each in report  # type: ignore[attr-defined]
            if isinstance(each.object, NamedNode | Literal)
        )

    assert told(Cage(path="s.ttl", seconds=60)(_GRAPH, shapes)) == told(validated(_GRAPH, shapes))


@pytest.mark.slow
def test_an_endless_pattern_is_stopped() -> None:
    """A pattern that takes for ever ends with the time, and is named as a possible cause."""
    cage = Cage(path="s.ttl", seconds=8)
    with pytest.raises(StoppedError, match=r"s\.ttl: its shapes were stopped.*sh:pattern"):
        cage(_GRAPH, _pattern("^(([A-Za-z ,]+)+)+!$"))


def _smuggled(port: int, silent: str = "") -> str:
    return (
        'e:O sh:declare [ sh:prefix "x" ; sh:namespace '
        f'"http://e/> SELECT $this ?o {{ SERVICE {silent}<http://127.0.0.1:{port}/q> '
        '{ ?s ?p ?o } #"^^xsd:anyURI ] .'
        "e:S a sh:NodeShape ; sh:targetSubjectsOf e:said ;"
        'sh:sparql [ sh:prefixes e:O ; sh:message "m" ; sh:select " { $this a ?c } }" ] .'
    )


@pytest.mark.parametrize("silent", ["", "SILENT "])
def test_the_network_is_not_reached(silent: str) -> None:
    """A query that is put together from parts cannot ask a server."""
    asked: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(20)

        def listen() -> None:
            try:
                asked.append(server.accept())
            except OSError:
                return

        thread = threading.Thread(target=listen)
        thread.start()
        shapes = _shapes(_smuggled(server.getsockname()[1], silent))
        # To be silent about it is no reason to fail; to reach the server is.
        expected = contextlib.nullcontext() if silent else pytest.raises(ShapesError, match="reach")
        with expected:
            Cage(path="s.ttl", seconds=60)(_GRAPH, shapes)
        server.close()
        thread.join()

    assert asked == []


def test_a_file_is_not_read(tmp_path: Path) -> None:
    """A query cannot read a file of the reader's either."""
    secret = tmp_path / "secret.ttl"
    secret.write_text("<http://e/a> <http://e/said> 'a secret' .", encoding="utf-8")
    shapes = _shapes(
        "e:S a sh:NodeShape ; sh:targetSubjectsOf e:said ; sh:sparql [ sh:message 'm' ; "
        f'sh:select "SELECT $this ?value FROM <file://{secret}> '
        'WHERE { ?x <http://e/said> ?value }" ] .'
    )
    try:
        report = Cage(path="s.ttl", seconds=60)(_GRAPH, shapes)
    except ShapesError:
        return
    assert "a secret" not in str(report)


def test_a_namespace_is_an_iri() -> None:
    """Shapes whose namespace is a piece of a query are refused before anything runs."""
    shapes = Shapes(path="s.ttl", body=f"{_PREFIXES}{_smuggled(9)}".encode())
    with pytest.raises(FormatError, match="a namespace that is no IRI"):
        _ = shapes.cards
