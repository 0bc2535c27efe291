"""Queries of stored editions on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


Run = Callable[..., Any]
_OLD = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<urn:c1> a skos:Concept ; skos:prefLabel "Water"@EN ; skos:broader <urn:c2> .
<urn:c2> a skos:Concept ; skos:prefLabel "Fluid"@en .
"""
_NEW = _OLD.replace("Water", "Drinking water")
_COUNTS = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s a ?c } } GROUP BY ?g ORDER BY ?g"


@pytest.fixture
def folder(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two stored editions."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("old", _OLD), ("new", _NEW)):
        Path(f"{name}.ttl").write_text(text, encoding="utf-8")
        assert 0 == run("store", "add", name, f"{name}.ttl").code
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_stored_editions_are_named_graphs(run: Run) -> None:
    result = run("query", "--sparql", _COUNTS, "new", "old", "--format", "csv")

    assert (0, "") == (result.code, result.err)
    assert "g,n\nurn:guidegraph:new,2\nurn:guidegraph:old,2\n" == result.out


@pytest.mark.usefixtures("folder")
def test_one_stored_edition_and_all_formats(run: Run) -> None:
    query = "SELECT ?l { ?s ?p ?l FILTER(LANG(?l) = 'en') } ORDER BY ?l"
    found = json.loads(run("query", "--sparql", query, "old", "--format", "json").out)

    assert [
        {"l": {"type": "literal", "value": value, "xml:lang": "en"}} for value in ("Fluid", "Water")
    ] == found["results"]["bindings"]
    assert "Water" in run("query", "--sparql", query, "old", "--format", "xml").out


def test_in_a_library_the_graphs_have_its_address(run: Run, folder: Path) -> None:
    run("init", "lib", "--title", "T", "--base", "https://example.org/v/")
    run("store", "add", "old", "old.ttl", "--library", "lib")
    result = run("query", "--sparql", _COUNTS, "old", "--library", "lib", "--format", "csv")

    assert "g,n\nhttps://example.org/v/old,2\n" == result.out


@pytest.mark.usefixtures("folder")
def test_the_choice_is_explained(run: Run) -> None:
    """The choice and the SQL are printed, and the query is not run."""
    in_sql = run("query", "--explain", "--sparql", _COUNTS, "old", "new")
    other = run("query", "--explain", "--sparql", "SELECT (RAND() AS ?r) {}", "old")
    library = run("query", "--explain", "--sparql", _COUNTS)

    assert in_sql.out.startswith("sql: all parts of the query have an exact translation\n\nSELECT")
    assert "pyoxigraph: SQL does not cover RAND\n" == other.out
    assert library.out.startswith("pyoxigraph: only editions that are stored")


@pytest.mark.usefixtures("folder")
def test_the_rest_is_answered_through_the_rdf_library(run: Run) -> None:
    query = "CONSTRUCT { ?b <urn:narrower> ?a } WHERE { ?a ?p ?b FILTER(CONTAINS(STR(?p), 'bro')) }"
    result = run("query", "--sparql", query, "old", "new", "--format", "n-triples")

    assert ("", "<urn:c2> <urn:narrower> <urn:c1> .\n") == (result.err, result.out)


@pytest.mark.usefixtures("folder")
def test_a_limit_of_rows(run: Run) -> None:
    result = run("query", "--sparql", "SELECT * { ?s ?p ?o }", "old", "--limit", "2")

    assert "guidegraph: only the first 2 rows; raise --limit for more\n" == result.err
    assert result.out.endswith("the first 2 rows; there are more: raise --limit\n")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("names", "message"),
    [
        (("old", "nwe"), "unknown stored edition 'nwe': did you mean 'new'?"),
        (("old", "new.ttl"), "new.ttl: a file beside stored editions; store it first"),
    ],
)
def test_names_that_are_not_stored(run: Run, names: tuple[str, ...], message: str) -> None:
    result = run("query", "--sparql", _COUNTS, *names)

    assert 2 == result.code
    assert message in result.err


@pytest.mark.usefixtures("folder")
def test_a_mistake_in_the_query(run: Run) -> None:
    result = run("query", "--sparql", "SELECT ?s { ?s ?p }", "old")

    assert 3 == result.code
    assert result.err.startswith("guidegraph: --sparql:1:")
