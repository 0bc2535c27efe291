#!/usr/bin/env python3
"""
What other tools do with the same files, each to be run in a process of its own.

Usage: peers.py TASK FILE… — prints one line of JSON

The tasks are the functions below. `bulk.py` runs and measures them.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any


__all__ = ["QUESTIONS", "TASKS"]

SKOS = "http://www.w3.org/2004/02/skos/core#"
QUESTIONS = {
    "label search": (
        "SELECT ?concept ?label { GRAPH <NEW> { ?concept skos:prefLabel ?label } "
        'FILTER(LANG(?label) = "en" && CONTAINS(STR(?label), "harbour glacier")) }'
    ),
    "hierarchy": (
        "SELECT (COUNT(DISTINCT ?below) AS ?n) "
        "{ GRAPH <NEW> { ?below skos:broader+ <http://example.org/vocabulary/c0> } }"
    ),
    "counts per edition": (
        "SELECT ?g ?language (COUNT(*) AS ?n) { GRAPH ?g { ?concept skos:prefLabel ?label } } "
        "GROUP BY ?g (LANG(?label) AS ?language)"
    ),
    "cross-edition join": (
        "SELECT (COUNT(*) AS ?n) { GRAPH <OLD> { ?concept skos:prefLabel ?before } "
        "GRAPH <NEW> { ?concept skos:prefLabel ?after } FILTER(LANG(?before) = 'en' && "
        "LANG(?after) = 'en' && STR(?before) != STR(?after)) }"
    ),
}
ANY_GRAPH = "SELECT DISTINCT ?g { GRAPH ?g { ?concept skos:broader ?above } }"
OLD, NEW = "http://example.org/edition/old", "http://example.org/edition/new"


def asked(question: str, old: str = OLD, new: str = NEW) -> str:
    """A question as SPARQL about two editions."""
    text = question.replace("<OLD>", f"<{old}>").replace("<NEW>", f"<{new}>")
    return f"PREFIX skos: <{SKOS}> {text}"


def graph_diff(old: str, new: str) -> Any:
    """The difference of two files in N-Triples by `rdflib.compare.graph_diff`."""
    from rdflib import Graph
    from rdflib.compare import graph_diff as difference

    graphs = [Graph().parse(path, format="nt") for path in (old, new)]
    _, removed, added = difference(*graphs)
    return {"removed": len(removed), "added": len(added)}


def whole_graph(old: str, new: str) -> Any:
    """The difference after RDFC-1.0 of each whole graph."""
    import pyoxigraph as ox

    sides = []
    for path in (old, new):
        dataset = ox.Dataset(ox.parse(path=path, format=ox.RdfFormat.N_TRIPLES))
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        sides.append(set(dataset))
    return {"removed": len(sides[0] - sides[1]), "added": len(sides[1] - sides[0])}


def anti_join(old: str, new: str) -> Any:
    """The difference of the lines without blank nodes, by DuckDB."""
    import duckdb

    link = duckdb.connect()
    for name, path in (("a", old), ("b", new)):
        link.execute(
            f"CREATE TEMP TABLE {name} AS SELECT DISTINCT line FROM read_csv(?, header = false, "
            "columns = {'line': 'VARCHAR'}, delim = chr(1), quote = '', escape = '', "
            "auto_detect = false, max_line_size = 16000000) "
            "WHERE line NOT LIKE '\\_:%' ESCAPE '\\' AND line NOT LIKE '%> \\_:%' ESCAPE '\\'",
            [path],
        )

    def without(one: str, two: str) -> int:
        found = link.execute(f"SELECT count(*) FROM {one} ANTI JOIN {two} USING (line)").fetchone()
        return int(found[0]) if found else 0

    return {"removed": without("a", "b"), "added": without("b", "a"), "ground": True}


def parse_rdflib(path: str) -> Any:
    """Read Turtle into an rdflib graph."""
    from rdflib import Graph

    return {"triples": len(Graph().parse(path, format="turtle"))}


def parse_pyoxigraph(path: str) -> Any:
    """Read Turtle as pyoxigraph's stream, and keep nothing."""
    import pyoxigraph as ox

    return {"triples": sum(1 for _ in ox.parse(path=path, format=ox.RdfFormat.TURTLE))}


def load_pyoxigraph(path: str, folder: str) -> Any:
    """Read Turtle into a pyoxigraph store on disk."""
    import pyoxigraph as ox

    store = ox.Store(folder)
    store.bulk_load(path=path, format=ox.RdfFormat.TURTLE)
    return {"triples": len(store)}


def query_rdflib(old: str, new: str) -> Any:
    """Answer the questions in rdflib, in memory."""
    from rdflib import Dataset, URIRef

    start = time.perf_counter()
    dataset = Dataset(default_union=True)
    for name, path in ((OLD, old), (NEW, new)):
        dataset.graph(URIRef(name)).parse(path, format="nt")

    def ask(text: str) -> list[Any]:
        found: Any = dataset.query(text)
        return [tuple(row) for row in found]

    return _timed(start, ask)


def query_pyoxigraph(old: str, new: str) -> Any:
    """Answer the questions in pyoxigraph, in memory."""
    import pyoxigraph as ox

    start = time.perf_counter()
    store = ox.Store()
    for name, path in ((OLD, old), (NEW, new)):
        graph = ox.NamedNode(name)
        store.bulk_load(path=path, format=ox.RdfFormat.N_TRIPLES, to_graph=graph)

    def ask(text: str) -> list[Any]:
        found: Any = store.query(text)
        return [tuple(getattr(term, "value", term) for term in row) for row in found]

    return _timed(start, ask)


def _timed(start: float, ask: Callable[[str], list[Any]]) -> Any:
    seconds = {"loading": time.perf_counter() - start}
    answers = {}
    for name, question in QUESTIONS.items():
        start = time.perf_counter()
        rows = ask(asked(question))
        seconds[name] = time.perf_counter() - start
        answers[name] = _said(rows)
    return {"seconds": seconds, "answers": answers}


def _said(rows: list[Any]) -> int:
    """The number in an answer of one, or of rows in others."""
    if len(rows) == 1 and len(rows[0]) == 1:
        return int(rows[0][0])
    return len(rows)


def query_guidegraph(program: str, library: str) -> Any:
    """Answer the questions with `guidegraph query` over stored editions, one process each."""

    def ask(sparql: str) -> list[Any]:
        done = subprocess.run(
            [
                program,
                "query",
                "--sparql",
                sparql,
                "--format",
                "json",
                "--limit",
                "1000000",
                "--timeout",
                "3600",
                "--library",
                library,
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            sys.exit(done.stderr)
        found = json.loads(done.stdout)
        names = found["head"]["vars"]
        return [
            tuple(row.get(name, {}).get("value") for name in names)
            for row in found["results"]["bindings"]
        ]

    graphs = sorted(row[0] for row in ask(asked(ANY_GRAPH)))
    old = next((name for name in graphs if "voc-old" in name), "")
    new = next((name for name in graphs if "voc-new" in name), "")
    if not (old and new):
        sys.exit(f"stored editions are not among the graphs: {graphs}")
    start = time.perf_counter()
    ask("SELECT (1 AS ?n) {}")
    seconds = {"start": time.perf_counter() - start}
    answers = {}
    for name, question in QUESTIONS.items():
        start = time.perf_counter()
        rows = ask(asked(question, old, new))
        seconds[name] = time.perf_counter() - start
        answers[name] = _said(rows)
    return {"seconds": seconds, "answers": answers}


def shapes_pyshacl(data: str, shapes: str) -> Any:
    """Check N-Triples against shapes with pyshacl."""
    from pyshacl import validate
    from rdflib import Graph, URIRef

    graph = Graph().parse(data, format="nt")
    _, report, _ = validate(graph, shacl_graph=Graph().parse(shapes, format="turtle"))
    result = URIRef("http://www.w3.org/ns/shacl#result")
    return {"results": sum(1 for _ in report.subject_objects(result))}


TASKS: dict[str, Callable[..., Any]] = {
    task.__name__.replace("_", "-"): task
    for task in (
        graph_diff,
        whole_graph,
        anti_join,
        parse_rdflib,
        parse_pyoxigraph,
        load_pyoxigraph,
        query_rdflib,
        query_pyoxigraph,
        query_guidegraph,
        shapes_pyshacl,
    )
}

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in TASKS:
        sys.exit(f"{__doc__}\nTasks: {', '.join(TASKS)}")
    print(json.dumps(TASKS[sys.argv[1]](*sys.argv[2:])))
