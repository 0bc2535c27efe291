"""An edition, its graph, and the graph as bytes say the same."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from hypothesis import given, settings
from pyoxigraph import RdfFormat
from rdflib.compare import isomorphic

from guidegraph.graph.build import to_graph
from guidegraph.graph.json_ld import to_json_ld
from guidegraph.graph.language_tags import with_usual_tags
from guidegraph.graph.read import from_graph
from guidegraph.graph.turtle import from_turtle, to_turtle
from guidegraph.model.edition import Edition
from guidegraph.workspace import Workspace
from tests.strategies import data_editions, editions, vocabularies


ROOT = Path(__file__).resolve().parents[2]
LIBRARY = Workspace.open(ROOT / "editions")
# rdflib's own JSON-LD parser still uses a class that rdflib deprecates.
RDFLIB = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")


@pytest.fixture(scope="module", autouse=True)
def _literals_as_written() -> Iterator[None]:
    before = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False
    yield
    rdflib.NORMALIZE_LITERALS = before


def turtle(edition: Edition) -> bytes:
    """An edition as Turtle."""
    return to_turtle(to_graph(edition), f"{edition.iri}/")


def json_ld(edition: Edition) -> bytes:
    """An edition as JSON-LD."""
    return to_json_ld(to_graph(edition))


def canonical(edition: Edition) -> Edition:
    """An edition with its associations, which a graph keeps as a set, in a fixed order."""
    return replace(edition, associations=tuple(sorted(edition.associations, key=repr)))


def by_pyoxigraph(body: bytes, form: RdfFormat) -> rdflib.Graph:
    """What pyoxigraph reads, as a graph of rdflib."""
    found = pyoxigraph.serialize(
        (quad.triple for quad in pyoxigraph.parse(body, format=form)), format=RdfFormat.N_TRIPLES
    )
    return rdflib.Graph().parse(data=with_usual_tags(found or b""), format="nt")


@given(data_editions() | vocabularies())
@settings(deadline=None, max_examples=60)
def test_turtle_keeps_an_edition(edition: Edition) -> None:
    """An edition written as Turtle is the same edition when it is read again."""
    read = from_graph(from_turtle(turtle(edition), "edition.ttl"))

    assert canonical(edition) == canonical(read)


@given(data_editions() | vocabularies())
@settings(deadline=None, max_examples=60)
def test_json_ld_keeps_an_edition(edition: Edition) -> None:
    """An edition written as JSON-LD is the same edition when it is read again."""
    quads = pyoxigraph.parse(json_ld(edition), format=RdfFormat.JSON_LD)
    read = from_graph(quad.triple for quad in quads)

    assert canonical(edition) == canonical(read)


@RDFLIB
@given(editions())
@settings(deadline=None, max_examples=10)
def test_libraries_agree(edition: Edition) -> None:
    """rdflib and pyoxigraph read the same graph from Turtle and from JSON-LD."""
    expected = by_pyoxigraph(turtle(edition), RdfFormat.TURTLE)

    assert isomorphic(expected, rdflib.Graph().parse(data=turtle(edition), format="turtle"))
    assert isomorphic(expected, by_pyoxigraph(json_ld(edition), RdfFormat.JSON_LD))
    assert isomorphic(expected, rdflib.Graph().parse(data=json_ld(edition), format="json-ld"))


@RDFLIB
@pytest.mark.parametrize(
    "id_",
    [
        pytest.param(id_, marks=() if id_ in LIBRARY.courses else pytest.mark.slow)
        for id_ in LIBRARY.ids
    ],
)
def test_libraries_agree_on_documents(id_: str) -> None:
    """The real documents mean the same to rdflib and to pyoxigraph, as Turtle and as JSON-LD."""
    edition = LIBRARY.quoted(id_)
    expected = set(by_pyoxigraph(turtle(edition), RdfFormat.TURTLE))

    # There are no blank nodes, so isomorphic graphs are equal sets.
    assert expected == set(rdflib.Graph().parse(data=turtle(edition), format="turtle"))
    assert expected == set(by_pyoxigraph(json_ld(edition), RdfFormat.JSON_LD))
    assert expected == set(rdflib.Graph().parse(data=json_ld(edition), format="json-ld"))


@pytest.mark.parametrize("id_", LIBRARY.ids)
def test_documents_survive(id_: str) -> None:
    """
    The real documents, with their quotations, are the same when they are read from their graphs.
    """
    edition = LIBRARY.quoted(id_)

    assert edition == from_graph(from_turtle(turtle(edition), "edition.ttl"))


@given(editions())
@settings(deadline=None, max_examples=10)
def test_same_bytes_twice(edition: Edition) -> None:
    """The same edition gives the same bytes."""
    assert turtle(edition) == turtle(replace(edition))
    assert json_ld(edition) == json_ld(replace(edition))


@pytest.mark.slow
def test_same_bytes_in_every_process() -> None:
    """The bytes do not depend on how a process orders its sets."""
    program = (
        "from guidegraph.api import Library\n"
        "import hashlib; library = Library.open()\n"
        "for form in ('json-ld', 'skos-turtle'):\n"
        "    print(hashlib.sha256(library.export('supervisor', form)).hexdigest())"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "src")},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("0", "1", "42")
    }

    assert 1 == len(outputs)
