"""Triples as a graph of rdflib, for users of rdflib."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from guidegraph.graph.vocab import PREFIXES, XSD


if TYPE_CHECKING:
    import rdflib


__all__ = ["to_rdflib"]


def to_rdflib(triples: Iterable[Triple]) -> rdflib.Graph:
    """The triples in a new graph in memory, with our prefixes; literals keep their lexical form."""
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    for name, space in PREFIXES.items():
        graph.bind(name, space)
    for triple in triples:
        graph.add((_term(triple.subject), _term(triple.predicate), _term(triple.object)))
    return graph


def _term(term: object) -> rdflib.URIRef | rdflib.BNode | rdflib.Literal:
    import rdflib

    match term:
        case NamedNode():
            return rdflib.URIRef(term.value)
        case BlankNode():
            return rdflib.BNode(term.value)
        case Literal() if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        case Literal() if term.datatype.value != XSD.string:
            datatype = rdflib.URIRef(term.datatype.value)
            return rdflib.Literal(term.value, datatype=datatype, normalize=False)
        case Literal():
            return rdflib.Literal(term.value)
        case _:
            raise ValueError(f"{term} cannot be written in rdflib; leave triple terms out")
