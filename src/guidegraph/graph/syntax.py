"""
The syntaxes of RDF in which a graph is handed out, each the same bytes every time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from guidegraph.graph.json_ld import to_json_ld
from guidegraph.graph.turtle import to_turtle
from guidegraph.graph.vocab import PREFIXES


__all__ = ["Syntax", "to_bytes"]

_DECLARATION = re.compile(r' xmlns:[\w-]+="[^"]*"')


class Syntax(StrEnum):
    """
    A syntax for one graph; the value is its media type.
    """

    TURTLE = "text/turtle"
    JSON_LD = "application/ld+json"
    RDF_XML = "application/rdf+xml"
    N_TRIPLES = "application/n-triples"


def to_bytes(triples: Iterable[Triple], syntax: Syntax, base: str) -> bytes:
    """
    Triples, in the order given, in a syntax.

    Args:
        triples: without blank nodes.
        base: what Turtle writes IRIs relative to; it ends in `/` or `#`.
    """
    match syntax:
        case Syntax.TURTLE:
            return to_turtle(triples, base)
        case Syntax.JSON_LD:
            return to_json_ld(triples)
        case Syntax.RDF_XML:
            return _to_rdf_xml(triples)
        case Syntax.N_TRIPLES:
            return serialize(triples, format=RdfFormat.N_TRIPLES) or b""


def _to_rdf_xml(triples: Iterable[Triple]) -> bytes:
    """
    RDF/XML with the prefixes that are used, sorted: the library writes all, in any order.
    """
    found = list(triples)
    names = [triple.predicate.value for triple in found]
    names += [triple.object.value for triple in found if isinstance(triple.object, NamedNode)]
    used = {
        prefix: space
        for prefix, space in PREFIXES.items()
        if any(name.startswith(space) for name in names)
    }
    body = serialize(found, format=RdfFormat.RDF_XML, prefixes=used) or b""
    head, mark, rest = body.decode().partition(">\n\t")
    first = head.find(" xmlns:")
    if not mark or first < 0:
        return body
    declared = "".join(sorted(_DECLARATION.findall(head[first:])))
    return f"{head[:first]}{declared}{mark}{rest}".encode()
