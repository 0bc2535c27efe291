"""The syntaxes of RDF in which a graph is written, each the same bytes every time."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cache

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from guidegraph.graph.context import CONTEXT
from guidegraph.graph.json_ld import compacted
from guidegraph.graph.language_tags import with_usual_tags
from guidegraph.graph.turtle import to_turtle
from guidegraph.graph.vocab import PREFIXES


__all__ = ["Syntax", "to_bytes"]

# All of an IRI behind its namespace.
_SPACE = re.compile(r"(?<=[/#])[^/#]*$")
_DECLARATION = re.compile(r' xmlns:[\w-]+="[^"]*"')


class Syntax(StrEnum):
    """A syntax for one graph; the value is its media type."""

    TURTLE = "text/turtle"
    JSON_LD = "application/ld+json"
    RDF_XML = "application/rdf+xml"
    N_TRIPLES = "application/n-triples"


def to_bytes(triples: Iterable[Triple], syntax: Syntax, base: str) -> bytes:
    """
    Triples, in the order given, in a syntax.

    Args:
        triples: without blank nodes.
        base: the IRI that IRIs in Turtle are relative to; it ends in `/` or `#`.
    """
    match syntax:
        case Syntax.TURTLE:
            return to_turtle(triples, base)
        case Syntax.JSON_LD:
            return _to_json_ld(triples)
        case Syntax.RDF_XML:
            return _to_rdf_xml(triples)
        case Syntax.N_TRIPLES:
            return with_usual_tags(serialize(triples, format=RdfFormat.N_TRIPLES) or b"")


def _to_json_ld(triples: Iterable[Triple]) -> bytes:
    """JSON-LD with our context and one node on each line: fast to write and to compare."""
    nodes = ",\n".join(json.dumps(node, ensure_ascii=False) for node in compacted(triples))
    return f'{{"@context": {_context()},\n"@graph": [\n{nodes}\n]}}\n'.encode()


@cache
def _context() -> str:
    return json.dumps(dict(CONTEXT), ensure_ascii=False)


def _to_rdf_xml(triples: Iterable[Triple]) -> bytes:
    """RDF/XML with only the used prefixes, sorted; the library writes all, unsorted."""
    found = list(triples)
    names = {triple.predicate.value for triple in found}
    names |= {triple.object.value for triple in found if isinstance(triple.object, NamedNode)}
    spaces = {_SPACE.sub("", name) for name in names}
    used = {prefix: space for prefix, space in PREFIXES.items() if space in spaces}
    body = with_usual_tags(
        serialize(found, format=RdfFormat.RDF_XML, prefixes=used) or b"", xml=True
    )
    head, mark, rest = body.decode().partition(">\n\t")
    first = head.find(" xmlns:")
    if not mark or first < 0:
        return body
    declared = "".join(sorted(_DECLARATION.findall(head[first:])))
    return f"{head[:first]}{declared}{mark}{rest}".encode()
