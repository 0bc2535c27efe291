"""XML that is nested or named beyond what anybody means is refused at once."""

from __future__ import annotations

import time

import pytest

from guidegraph.graph.xml_guard import refuse_document_type
from guidegraph.model.errors import FormatError


_MANY = 100_000


@pytest.mark.parametrize(
    "body",
    [
        "<a>" * _MANY + "</a>" * _MANY,
        "<a " + " ".join(f"xmlns:n{n}='http://e.org/{n}'" for n in range(_MANY)) + "/>",
        "".join(f"<a xmlns:n{n}='http://e.org/n' xmlns:m{n}='http://e.org/m'>" for n in range(600))
        + "</a>" * 600,
    ],
    ids=["levels", "namespaces", "namespaces-by-level"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_too_much(body: str, encoding: str) -> None:
    """A hundred thousand levels or namespaces are refused in a moment, in any encoding."""
    start = time.process_time()
    with pytest.raises(FormatError, match="nested more than 1000 deep, or more than 1000 names"):
        refuse_document_type(body.encode(encoding), "a.rdf")
    assert time.process_time() - start < 10


def test_enough() -> None:
    """What people write passes: many elements beside each other, each with its namespaces."""
    refuse_document_type(b"<a>" + b'<b xmlns:c="http://e.org/c"/>' * 50_000 + b"</a>", "a.rdf")
