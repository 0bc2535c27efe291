"""What holds of every export format, whichever there are."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given, settings

from guidegraph.api import Library
from guidegraph.graph.build import to_graph
from guidegraph.graph.context import CONTEXT
from guidegraph.graph.read import from_graph
from guidegraph.model.edition import Edition
from guidegraph.model.errors import UnwritableError
from guidegraph.render.format import FORMATS, ResultKind, fitting, problem_of, written
from tests.strategies import editions


LIBRARY = Library.open(Path(__file__).resolve().parents[2] / "editions")
OF_EDITIONS = fitting(ResultKind.EDITION)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
LOSSLESS = [name for name in OF_EDITIONS if FORMATS[name].holds[ResultKind.EDITION].lossless]


def read(name: str, body: bytes) -> Edition:
    """The edition in the bytes of a lossless format, with its associations in a fixed order."""
    form = pyoxigraph.RdfFormat.from_media_type(FORMATS[name].media_type)
    if form is None:
        pytest.fail(f"{name} is declared lossless: say here how it is read back")
    if name == "json-ld-compacted":  # its context lies elsewhere
        body = json.dumps({**json.loads(body), "@context": dict(CONTEXT)}).encode()
    edition = from_graph(quad.triple for quad in pyoxigraph.parse(body, format=form))
    return replace(edition, associations=tuple(sorted(edition.associations, key=repr)))


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=() if name in {"turtle", "json-ld"} else pytest.mark.slow)
        for name in LOSSLESS
    ],
)
@given(edition=editions())
@settings(deadline=None, max_examples=10)
def test_lossless(name: str, edition: Edition) -> None:
    """What a lossless format writes is the same edition when it is read again."""
    expected = replace(edition, associations=tuple(sorted(edition.associations, key=repr)))

    texts = [getattr(fact.object, "value", "") for fact in to_graph(edition)]
    if name == "rdf-xml" and _NOT_XML.search("".join(texts)):
        with pytest.raises(UnwritableError, match="XML cannot hold the character"):
            written(name, edition)
        return

    assert expected == read(name, written(name, edition))


@pytest.mark.parametrize("name", OF_EDITIONS)
@pytest.mark.parametrize(
    "id_",
    [
        pytest.param(id_, marks=() if id_ == "supervisor" else pytest.mark.slow)
        for id_ in LIBRARY.ids
    ],
)
def test_real_documents(name: str, id_: str) -> None:
    """
    Every format writes every document of the library, the same bytes each time, and what can be
    read back is what was written.
    """
    edition = LIBRARY.edition(id_).model
    body = written(name, edition)

    assert body
    assert body == written(name, edition)
    assert problem_of(name, edition, body) is None


@pytest.mark.parametrize("name", FORMATS.names)
def test_declared(name: str) -> None:
    """
    A format says its media type and how its files end, describes itself in a docstring, and says
    of each kind of result what it loses.
    """
    assert "/" in FORMATS[name].media_type
    assert FORMATS[name].suffix.startswith(".")
    module = import_module(f"guidegraph.render.formats.{name.replace('-', '_')}")

    assert (module.__doc__ or "").strip()
    for holding in FORMATS[name].holds.values():
        assert holding.lossless != bool(holding.losses or holding.lost) or holding.lost


def test_formats_are_found() -> None:
    """Turtle and JSON-LD are there, both lossless."""
    assert {"json-ld", "turtle"} <= set(LOSSLESS)
