"""The description of the endpoint, as data for programs (SPARQL 1.1 Service Description)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode, Triple

from guidegraph.graph.syntax import Syntax, to_bytes
from guidegraph.serve.context import Context


__all__ = ["DESCRIBED_IN", "description"]

DESCRIBED_IN: Mapping[str, Syntax] = MappingProxyType({syntax.value: syntax for syntax in Syntax})
"""The syntaxes of the description, by media type, in the order of our preference."""

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_TITLE = NamedNode("http://purl.org/dc/terms/title")
_RESULTS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
)


def description(context: Context, syntax: Syntax) -> bytes:
    """
    The description of the service in a syntax.

    The default graph is that of all graphs together; each edition, and each diff with what it
    came from, is a named graph.
    """
    return to_bytes(_triples(context), syntax, f"{context.url}sparql#")


def _triples(context: Context) -> Iterator[Triple]:
    address = f"{context.url}sparql"
    service, dataset = NamedNode(f"{address}#service"), NamedNode(f"{address}#dataset")
    default = NamedNode(f"{address}#default")
    yield Triple(service, _RDF_TYPE, _sd("Service"))
    yield Triple(service, _sd("endpoint"), NamedNode(address))
    yield Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    for name in _RESULTS:
        yield Triple(service, _sd("resultFormat"), NamedNode(_FORMATS + name))
    yield Triple(service, _sd("defaultDataset"), dataset)
    yield Triple(dataset, _RDF_TYPE, _sd("Dataset"))
    yield Triple(dataset, _TITLE, Literal(context.catalogue.title))
    yield Triple(dataset, _sd("defaultGraph"), default)
    found = context.librarian.graphs()
    graphs = {
        iri: NamedNode(f"{address}#graph-{number}")
        for number, iri in enumerate((*found.editions, *found.changes), start=1)
    }
    for named in graphs.values():
        yield Triple(dataset, _sd("namedGraph"), named)
    yield Triple(default, _RDF_TYPE, _sd("Graph"))
    for iri, named in graphs.items():
        yield Triple(named, _RDF_TYPE, _sd("NamedGraph"))
        yield Triple(named, _sd("name"), NamedNode(iri))


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)
