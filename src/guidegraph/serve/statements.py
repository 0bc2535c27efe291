"""The statements that queries are about: those that the documents of the site make."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from guidegraph.graph.vocab import SKOS
from guidegraph.librarian import Librarian


__all__ = ["statements"]

_BROADER, _NARROWER = NamedNode(SKOS.broader), NamedNode(SKOS.narrower)


def statements(librarian: Librarian) -> Iterator[Quad]:
    """
    All graphs of a library, with `skos:narrower` for each `skos:broader`, as in the documents.
    """
    for quad in librarian.everything():
        yield quad
        if quad.predicate == _BROADER and isinstance(quad.object, NamedNode):
            yield Quad(quad.object, _NARROWER, quad.subject, quad.graph_name)
