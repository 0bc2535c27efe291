"""Turtle as stored editions, for tests: the simplest writer that keeps the contract."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Quad,
    RdfFormat,
    parse,
)

from guidegraph.store.stored import COLUMNS


PREFIXES = """
@prefix : <http://example.org/voc/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> .
"""

Row = tuple[str, str, str, str | None, str | None, bool]


def stored_turtle(text: str, file: Path, *, largest: int = 50, backwards: bool = False) -> str:
    """
    Store the triples of TriG in a file.

    Components of more than *largest* blank nodes are undecided.
    """
    rows = sorted(_rows(list(parse(PREFIXES + text, format=RdfFormat.TRIG)), largest), key=str)
    with duckdb.connect() as connection:
        columns = ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())
        connection.execute(f"CREATE TABLE edition ({columns})")
        for s, p, o, g, component, undecided in reversed(rows) if backwards else rows:
            line = f"{s} {p} {o} {g}{file if undecided else ''}"
            digest = hashlib.md5(line.encode()).digest()
            high, low = (
                int.from_bytes(half, "big", signed=True) for half in (digest[:8], digest[8:])
            )
            connection.execute(
                "INSERT INTO edition VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [s, p, o, g, high, low, component, undecided],
            )
        connection.execute(f"COPY edition TO '{file}' (FORMAT parquet)")
    return str(file)


def _rows(quads: Iterable[Quad], largest: int) -> Iterator[Row]:
    above: dict[str, str] = {}

    def top(node: str) -> str:
        while above.setdefault(node, node) != node:
            node = above[node]
        return node

    blank: list[tuple[Quad, list[str]]] = []
    for quad in quads:
        nodes = [each.value for each in (quad.subject, quad.object) if isinstance(each, BlankNode)]
        if not nodes:
            yield *_terms(quad), None, False
            continue
        for node in nodes:
            above[top(node)] = top(nodes[0])
        blank.append((quad, nodes))
    components: dict[str, list[Quad]] = defaultdict(list)
    for quad, nodes in blank:
        components[top(nodes[0])].append(quad)
    for these in components.values():
        names = {
            each.value
            for quad in these
            for each in (quad.subject, quad.object)
            if isinstance(each, BlankNode)
        }
        dataset = Dataset(these)
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        lines = sorted(map(str, dataset))
        bare = sorted(" ".join(re.sub("^_:.*", "_:", str(term)) for term in quad) for quad in these)
        shape = hashlib.md5("\n".join(bare).encode()).hexdigest()[:16]
        name = shape + hashlib.md5("\n".join(lines).encode()).hexdigest()
        undecided = len(names) > largest
        for quad in dataset:
            s, p, o, g = _terms(quad)
            s, o = (f"_:c{name}{term[2:]}" if term.startswith("_:") else term for term in (s, o))
            yield s, p, o, g, shape if undecided else name, undecided


def _terms(quad: Quad) -> tuple[str, str, str, str | None]:
    graph = str(quad.graph_name)
    return (
        str(quad.subject),
        str(quad.predicate),
        str(quad.object),
        graph if graph.startswith("<") else None,
    )
