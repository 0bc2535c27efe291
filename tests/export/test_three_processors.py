"""What is exported means the same to pyoxigraph, rdflib and PyLD, letter by letter."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pyoxigraph
import pytest
import rdflib
from pyld import jsonld
from pyoxigraph import DefaultGraph, Quad, RdfFormat

from guidegraph.api import Library
from guidegraph.graph.context import CONTEXT
from guidegraph.graph.dataset import Dataset, to_dataset
from guidegraph.graph.frame import with_narrower
from guidegraph.graph.skos_xl import with_label_resources
from guidegraph.model.catalogue import Catalogue
from guidegraph.model.changes import Comparison
from guidegraph.model.edition import Edition
from guidegraph.render.format import written


pytestmark = pytest.mark.slow  # three processors read the whole library


LIBRARY = Library.open()
TARGETS = [
    *LIBRARY.ids,
    "2013-peer..combined",
    "supervisor..combined",
    "2013-peer,supervisor..combined",
    pytest.param("library", marks=pytest.mark.slow),
]
# rdflib's own JSON-LD parser still uses a class that rdflib deprecates.
RDFLIB = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
EACH = pytest.mark.parametrize("target", TARGETS)


@pytest.fixture(scope="module", autouse=True)
def _literals_as_written() -> Iterator[None]:
    before = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False
    yield
    rdflib.NORMALIZE_LITERALS = before


@cache
def dataset(target: str) -> Dataset:
    """What there is to export, as RDF."""
    subject = LIBRARY.exports().subject(target)
    assert isinstance(subject, Edition | Comparison | Catalogue)
    return to_dataset(subject)


def by_pyoxigraph(body: bytes | str, form: RdfFormat) -> set[Quad]:
    """The quads that pyoxigraph reads."""
    return set(pyoxigraph.parse(body, format=form))


def by_rdflib(body: bytes, form: str) -> set[Quad]:
    """The quads that rdflib reads."""
    found = rdflib.Dataset()
    found.parse(data=body, format=form)
    return by_pyoxigraph(found.serialize(format="nquads"), RdfFormat.N_QUADS)


def by_pyld(document: Any) -> set[Quad]:
    """The quads that PyLD reads; asking for a context from the network would be an error."""

    def refused(url: str, _: object) -> object:
        pytest.fail(f"it asks for {url}")

    options = {"format": "application/n-quads", "documentLoader": refused}
    return by_pyoxigraph(str(jsonld.to_rdf(document, options)), RdfFormat.N_QUADS)


def expected(found: Dataset, *, named: bool) -> set[Quad]:
    """The quads of a dataset, those of several graphs with their names if these are *named*."""
    if named and len(found.graphs) > 1:
        return set(found.quads)
    return {
        Quad(fact.subject, fact.predicate, fact.object, DefaultGraph()) for fact in found.triples
    }


@RDFLIB
@EACH
@pytest.mark.parametrize(
    "form", ["json-ld", "json-ld-compacted", "json-ld-expanded", "json-ld-framed"]
)
def test_json_ld(form: str, target: str) -> None:
    """Every form of JSON-LD is the graph it was made of, to all three processors."""
    framed = form == "json-ld-framed"
    source = with_narrower(dataset(target)) if framed else dataset(target)
    document = json.loads(written(form, dataset(target)))
    if form == "json-ld-compacted":
        assert document["@context"] == "https://w3id.org/guidegraph/context.jsonld"
        document["@context"] = dict(CONTEXT)
    body = json.dumps(document).encode()
    quads = expected(source, named=not framed)

    assert quads == by_pyoxigraph(body, RdfFormat.JSON_LD)
    assert quads == by_pyld(document)
    assert quads == by_rdflib(body, "json-ld")


@RDFLIB
@EACH
@pytest.mark.parametrize(
    ("form", "syntax", "name"),
    [
        ("skos-turtle", RdfFormat.TURTLE, "turtle"),
        ("skos-xl", RdfFormat.TURTLE, "turtle"),
        ("rdf-xml", RdfFormat.RDF_XML, "xml"),
        ("n-triples", RdfFormat.N_TRIPLES, "nt"),
    ],
)
def test_one_graph(form: str, syntax: RdfFormat, name: str, target: str) -> None:
    """Turtle, RDF/XML and N-Triples are the graph, to pyoxigraph and to rdflib."""
    body = written(form, dataset(target))
    found = with_label_resources(dataset(target)) if form == "skos-xl" else dataset(target)

    assert expected(found, named=False) == by_pyoxigraph(body, syntax)
    assert expected(found, named=False) == by_rdflib(body, name)


@RDFLIB
@EACH
@pytest.mark.parametrize(
    ("form", "syntax", "name"),
    [("trig", RdfFormat.TRIG, "trig"), ("n-quads", RdfFormat.N_QUADS, "nquads")],
)
def test_named_graphs(form: str, syntax: RdfFormat, name: str, target: str) -> None:
    """TriG and N-Quads name the graph of each statement, to pyoxigraph and to rdflib."""
    body = written(form, dataset(target))
    quads = set(dataset(target).quads)

    assert quads == by_pyoxigraph(body, syntax)
    assert quads == by_rdflib(body, name)
    assert not any(quad.graph_name == DefaultGraph() for quad in quads)


def test_a_tree() -> None:
    """A framed edition is one tree of its items, each inside the one that it belongs to."""
    edition = LIBRARY.edition("supervisor").model
    document = json.loads(written("json-ld-framed", edition))
    root = document["@graph"][0]
    found: dict[str, str | None] = {}
    waiting: list[tuple[str | None, Any]] = [(None, node) for node in root["hasTopConcept"]]
    while waiting:
        parent, node = waiting.pop()
        found[node["identifier"]] = parent
        waiting += [(node["identifier"], below) for below in node.get("narrower", ())]

    assert {item.id: item.parent for item in edition.items} == found


def test_a_deep_tree() -> None:
    """What is nested deeper than readers of JSON go stands beside the tree, and nothing is lost."""
    source = "".join(
        f"<http://x/c{n}> <http://www.w3.org/2004/02/skos/core#broader> <http://x/c{n - 1}> .\n"
        for n in range(1, 5_000)
    )
    triples = tuple(q.triple for q in pyoxigraph.parse(source, format=RdfFormat.N_TRIPLES))
    deep = Dataset(base="http://x/", graphs={None: triples}, ours=False)
    body = written("json-ld-framed", deep)

    assert expected(with_narrower(deep), named=False) == by_pyoxigraph(body, RdfFormat.JSON_LD)
    assert len(json.loads(body)["@graph"]) > 100


def test_a_circle_in_a_tree() -> None:
    """Concepts below each other in a circle are in no tree, and in the document all the same."""
    broader = "<http://www.w3.org/2004/02/skos/core#broader>"
    source = f"<http://x/a> {broader} <http://x/b> .\n<http://x/b> {broader} <http://x/a> .\n"
    triples = tuple(q.triple for q in pyoxigraph.parse(source, format=RdfFormat.N_TRIPLES))
    circle = Dataset(base="http://x/", graphs={None: triples}, ours=False)
    body = written("json-ld-framed", circle)

    assert expected(with_narrower(circle), named=False) == by_pyoxigraph(body, RdfFormat.JSON_LD)
