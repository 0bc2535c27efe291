"""One answer to what an IRI is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, RdfFormat, Triple, parse, serialize

from guidegraph.graph.iri import _PLAIN, is_iri
from guidegraph.model.errors import MisuseError
from guidegraph.store.library import create_library


@given(st.text(alphabet="ab:/%[]@?#é<> \\^\ud800z", max_size=12).map("https:{}".format))
def test_an_iri_can_be_written_and_read(text: str) -> None:
    """What is called an IRI survives every graph."""
    if is_iri(text):
        node = NamedNode(text)
        body = serialize([Triple(node, node, node)], format=RdfFormat.N_TRIPLES)
        assert next(iter(parse(body, format=RdfFormat.N_TRIPLES))).subject == node


@given(st.from_regex(_PLAIN, fullmatch=True))
def test_what_is_plain_needs_no_graph_library(text: str) -> None:
    """An address that is taken without asking is one for the graph library, too."""
    assert text == NamedNode(text).value


@pytest.mark.parametrize(
    "base",
    ["https://a:b/", "https://e.org/%zz/", "https://[::1/", "urn:a:%", "https://a b/", "e.org/"],
)
def test_no_base(base: str, tmp_path: Path) -> None:
    """A library is not made with IRIs that no graph can hold."""
    with pytest.raises(MisuseError, match="write https://"):
        create_library(tmp_path / "new", title="A", base=base)
    assert not (tmp_path / "new").exists()
