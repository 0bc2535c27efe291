"""
How long a query over a hundred editions takes here and with rdflib, side by side.

```
python benchmarks/query.py [EDITIONS]
```

The editions are the combined one under other IRIs, with every statement made different.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import rdflib
from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

from guidegraph.graph.build import to_graph
from guidegraph.model.edition import Edition
from guidegraph.query.sparql import question
from guidegraph.store.worker import Worker
from guidegraph.workspace import Workspace


PREFIXES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX gg: <https://w3id.org/guidegraph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
QUERIES = {
    "practices of value 7, all editions": """
        SELECT ?g ?text { GRAPH ?g {
            ?s gg:demonstrates/skos:notation "7" ; skos:definition ?text } }""",
    "statements with a word": """
        SELECT ?g ?s { GRAPH ?g {
            ?s a gg:PracticeStatement ; skos:definition ?text
            FILTER(CONTAINS(LCASE(STR(?text)), "privacy")) } }""",
    "counts by edition and type": """
        SELECT ?g ?t (COUNT(?s) AS ?n) { GRAPH ?g { ?s a skos:Concept ; a ?t } } GROUP BY ?g ?t""",
    "everything below a value": """
        SELECT ?g (COUNT(?s) AS ?n) { GRAPH ?g {
            ?v a gg:CoreValue ; skos:notation "7" . ?s skos:broader* ?v } } GROUP BY ?g""",
    "the same number in two editions": """
        SELECT (COUNT(*) AS ?n) {
            GRAPH <https://example.org/e0> { ?a a gg:PracticeStatement ; skos:notation ?m }
            GRAPH <https://example.org/e1> { ?b skos:notation ?m ; a gg:PracticeStatement } }""",
}


def editions(count: int) -> Iterator[Edition]:
    """So many editions of our size."""
    edition = Workspace.open().quoted("combined")
    for number in range(count):
        items = tuple(
            replace(item, text=f"{item.text} ({number})" if item.text else None)
            for item in edition.items
        )
        yield replace(edition, id=f"e{number}", iri=f"https://example.org/e{number}", items=items)


def seconds(work: Callable[[], int], times: int) -> tuple[float, int]:
    """The median time of some work, and what it gives."""
    found = []
    rows = 0
    for _ in range(times):
        began = time.perf_counter()
        rows = work()
        found.append(time.perf_counter() - began)
    return statistics.median(found), rows


def main() -> int:
    """Load both, ask both, and print the ratios; 1 if that of any query is below 8."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    quads = [
        Quad(triple.subject, triple.predicate, triple.object, NamedNode(edition.iri))
        for edition in editions(count)
        for triple in to_graph(edition)
    ]
    body = serialize(quads, format=RdfFormat.N_QUADS) or b""
    print(f"{count} editions, {len(quads)} triples, {len(body) / 1e6:.0f} MB of N-Quads\n")
    began = time.perf_counter()
    dataset = rdflib.Dataset()
    dataset.parse(data=body, format="nquads")
    theirs = time.perf_counter() - began
    with Worker(body) as worker:
        began = time.perf_counter()
        worker.ask(question("ASK {}", [], default=None, limit=1), seconds=300)
        ours = time.perf_counter() - began
        print(f"{'':<36}{'guidegraph':>12}{'rdflib':>12}{'ratio':>8}{'rows':>8}")
        print(f"{'start and load':<36}{ours:>10.3f} s{theirs:>10.3f} s{theirs / ours:>7.1f}x")
        total_ours, total_theirs, worst = ours, theirs, float("inf")
        for name, text in QUERIES.items():
            asked = question(PREFIXES + text, [], default=None, limit=1_000_000)
            ours, rows = seconds(lambda: len(worker.ask(asked, seconds=300)["rows"]), 5)  # noqa: B023
            theirs, same = seconds(lambda: len(list(dataset.query(PREFIXES + text))), 2)  # noqa: B023
            if rows != same:
                print(f"{name}: {rows} rows here, {same} with rdflib")
                return 1
            ratio = theirs / ours
            print(f"{name:<36}{ours:>10.3f} s{theirs:>10.3f} s{ratio:>7.1f}x{rows:>8}")
            total_ours, total_theirs = total_ours + ours, total_theirs + theirs
            worst = min(worst, ratio)
    print(
        f"{'all of it':<36}{total_ours:>10.3f} s{total_theirs:>10.3f} s"
        f"{total_theirs / total_ours:>7.1f}x\n\nthe lowest ratio of a query is {worst:.1f}"
    )
    return 0 if worst >= 8 else 1


if __name__ == "__main__":
    sys.exit(main())
