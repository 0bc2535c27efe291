"""Asking on the command line: formats, files, standard input, mistakes."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


Run = Callable[..., Any]
Start = Callable[..., subprocess.CompletedProcess[str]]
PRACTICES = ("query", "practices-of-value", "--value", "7", "--edition", "combined")
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def test_the_practices_of_a_value_as_csv(run: Run) -> None:
    """What the issue must show: the five statements of value 7, as a table for programs."""
    result = run(*PRACTICES, "--format", "csv")
    shown = json.loads(run("show", "combined", "value/7/practice", "--format", "json").out)
    expected = [
        ["combined", item["id"], item["notation"], item["text"]]
        for item in shown["items"]
        if item["type"] == "PracticeStatement"
    ]

    assert (0, "") == (result.code, result.err)
    assert [["in", "id", "number", "text"], *expected] == list(csv.reader(io.StringIO(result.out)))


def test_all_formats_say_the_same(run: Run) -> None:
    """JSON, XML, TSV and text hold the texts of the CSV."""
    rows = list(csv.DictReader(io.StringIO(run(*PRACTICES, "--format", "csv").out)))
    bindings = json.loads(run(*PRACTICES, "--format", "json").out)["results"]["bindings"]

    assert [row["text"] for row in rows] == [row["text"]["value"] for row in bindings]
    for form in ("xml", "tsv"):
        body = run(*PRACTICES, "--format", form).out
        assert all(row["text"] in body for row in rows)
    assert run(*PRACTICES).out.endswith("5 rows\n")


def test_the_printed_sparql_says_the_same(run: Run, tmp_path: Path) -> None:
    """A named query can be printed with its values, kept in a file, and run from there."""
    run(*PRACTICES, "--print-sparql", "-o", "practices.rq")

    assert run(*PRACTICES, "--format", "csv").out == (
        run("query", "--file", "practices.rq", "--format", "csv").out
    )


def test_no_cell_is_a_formula(run: Run) -> None:
    """In CSV, what a spreadsheet program might take for a formula has an apostrophe before it."""
    query = 'SELECT * { VALUES ?a { "=1+1" "@x" "-2" "fine" } }'

    assert "a\n'=1+1\n'@x\n'-2\nfine\n" == run("query", "--sparql", query, "--format", "csv").out


def test_reads_standard_input(start: Start) -> None:
    """`--file -` is what comes in."""
    done = start(f"echo '{COUNT}' | guidegraph query --file - --format csv")

    assert 0 == done.returncode
    assert done.stdout.startswith("n\n")


@pytest.mark.parametrize("form", ["turtle", "n-triples", "json-ld", "text", "csv"])
def test_a_graph_has_formats_of_its_own(run: Run, form: str) -> None:
    """What a CONSTRUCT makes is written as RDF, or as a table of triples."""
    result = run(
        "query", "value-as-skos", "--value", "7", "--edition", "combined", "--format", form
    )

    assert 0 == result.code
    assert "Peer supporters are honest and direct" in result.out


def test_an_ask_is_yes_or_no(run: Run) -> None:
    """In every format that fits."""
    ask = ("query", "--sparql", "ASK { ?s ?p ?o }", "--format")

    assert "yes\n" == run(*ask, "text").out
    assert {"head": {}, "boolean": True} == json.loads(run(*ask, "json").out)
    assert "holds\ntrue\n" == run(*ask, "csv").out


def test_says_when_rows_are_left_out(run: Run) -> None:
    """On standard error, so that the table stays a table."""
    result = run("query", "--sparql", "SELECT * { ?s ?p ?o }", "--limit", "2", "--format", "csv")

    assert 3 == len(result.out.splitlines())
    assert "guidegraph: only the first 2 rows; raise --limit for more\n" == result.err


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (
            ("--sparql", "SELECT ?s WHERE { ?s ?p }"),
            3,
            "--sparql:1:25: not SPARQL 1.1 at the caret",
        ),
        (("--sparql", "SELECT * { SERVICE <http://x/> { } }"), 2, "SERVICE would ask another"),
        (("--sparql", "LOAD <http://x/>"), 2, "LOAD is an update"),
        (("--sparql", "SELECT * FROM <http://x/> { }"), 2, "FROM <http://x/> is not a graph"),
        (
            ("--sparql", "SELECT * FROM <file:///etc/passwd> { }"),
            2,
            "is not a graph of the library",
        ),
        (("--sparql", "ASK {}", "--value", "7"), 2, "--value is a parameter of named queries"),
        (("practices-of-valu",), 2, "did you mean 'practices-of-value'?"),
        (("practices-of-value",), 2, "needs --value: the number or label of the value"),
        (("practices-of-value", "--value", "x"), 2, "unknown value 'x': there are 14"),
        (("practices-of-value", "--value", "7", "--term", "x"), 2, "unknown parameter"),
        (("glossary", "--edition", "combin"), 2, "did you mean 'combined'?"),
        (("glossary", "--format", "xslx"), 2, "unknown format 'xslx'"),
        (("glossary", "--format", "turtle"), 2, "'turtle' cannot hold the rows of a SELECT"),
        (
            ("value-as-skos", "--value", "7", "--edition", "combined", "--format", "json"),
            2,
            "json-ld",
        ),
        (
            ("value-as-skos", "--value", "7", "--edition", "combined", "--format", "xml"),
            2,
            "turtle",
        ),
        ((), 2, "give the NAME of a query"),
        (("glossary", "--sparql", "ASK {}"), 2, "give the NAME"),
        (("--file", "missing.rq"), 3, "missing.rq"),
    ],
)
def test_says_what_is_wrong(run: Run, arguments: tuple[str, ...], code: int, message: str) -> None:
    """One line: what, where, and what to do."""
    result = run("query", *arguments)

    assert (code, "") == (result.code, result.out)
    assert message in result.err
    assert 1 == len(result.err.splitlines())


def test_a_file_is_named_in_its_mistake(run: Run) -> None:
    """With line and column."""
    Path("q.rq").write_bytes(b"\xef\xbb\xbfSELECT *\r\nWHERE { ?s ?p }\r\n")

    assert "q.rq:2:15: not SPARQL 1.1" in run("query", "--file", "q.rq").err


@pytest.mark.slow
def test_an_endless_query_is_stopped(start: Start) -> None:
    """After the time given, with a message, and nothing is left running."""
    began = time.monotonic()
    done = start(f"guidegraph query --sparql '{ENDLESS}' --timeout 1")

    assert 3 == done.returncode
    assert "the query was stopped after 1 seconds" in done.stderr
    assert time.monotonic() - began < 20


@pytest.mark.slow
def test_diffs_are_there_when_asked_for(run: Run) -> None:
    """`--with-diffs` adds a graph for each edition and what it came from."""
    query = (
        "PREFIX gg: <https://w3id.org/guidegraph/ontology#> "
        "SELECT ?g { GRAPH ?g { ?g a gg:ChangeSet } } ORDER BY ?g"
    )
    base = "https://w3id.org/guidegraph/peer-support/combined/changes"
    shown = run("query", "--with-diffs", "--sparql", query, "--format", "csv").out

    assert ["g", f"{base}/2013-peer", f"{base}/supervisor"] == shown.split()
    assert "g\n" == run("query", "--sparql", query, "--format", "csv").out


def test_lists_the_named_queries(run: Run) -> None:
    """All in a line each, and one in full."""
    listed = json.loads(run("queries", "--format", "json").out)["queries"]
    shown = run("queries", "practices-of-value")

    assert len(listed) >= 10
    assert all(query["name"] in run("queries").out for query in listed)
    assert "guidegraph query practices-of-value --value 7 --edition combined" in shown.out
    assert "did you mean 'glossary'?" in run("queries", "glosary").err


def test_searches(run: Run) -> None:
    """Words are marked; edition and type narrow it down."""
    found = run("search", "confidential", "--edition", "combined", "--type", "PracticeStatement")

    assert 0 == found.code
    assert "respect privacy and *confidentiality*." in found.out
    assert found.out.endswith("2 items found\n")
    assert 2 == run("search", "a", "--type", "PracticeStatment").code
    assert "0 items found\n" == run("search", "zebra").out


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        "map combined",
        "related combined:value/7",
        "path combined:value/7/practice/1 combined:value/7/role/1",
    ],
)
@pytest.mark.parametrize("form", ["text", "json", "svg", "graphml", "dot", "mermaid", "node-link"])
def test_relations_have_text_and_pictures(run: Run, command: str, form: str) -> None:
    """Each question about relations is answered in each format."""
    result = run(*command.split(), "--format", form)

    assert (0, "") == (result.code, result.err)
    assert "honest" in result.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("related value/7", "say which, as in"),
        ("related combined:value/77", "unknown item of combined"),
        ("path combined:value/7 combine:value/7", "unknown item"),
        ("map peer-support-course", "has"),
        ("map nope", "unknown edition"),
        ("map combined --format csv", "'csv' cannot hold a map of an edition; use one of dot"),
        ("editions --format svg", "'svg' cannot hold a library; use one of csv"),
    ],
)
def test_relations_say_what_is_wrong(run: Run, arguments: str, message: str) -> None:
    """Exit code 2, one line."""
    result = run(*arguments.split())

    assert (2, "") == (result.code, result.out)
    assert message in result.err
