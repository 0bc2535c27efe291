"""Answers in the formats of the SPARQL and RDF standards, as the RDF library writes them."""

from __future__ import annotations

from types import MappingProxyType

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse_query_results,
    serialize,
)

from guidegraph.graph.vocab import PREFIXES
from guidegraph.model.answer import Solutions, Statements, Term, TermKind, Verdict


__all__ = ["GRAPH_FORMS", "RESULT_FORMS", "graph_written", "triples_of", "written"]

RESULT_FORMS = MappingProxyType(
    {"json": QueryResultsFormat.JSON, "xml": QueryResultsFormat.XML, "tsv": QueryResultsFormat.TSV}
)
GRAPH_FORMS = MappingProxyType(
    {
        "turtle": RdfFormat.TURTLE,
        "n-triples": RdfFormat.N_TRIPLES,
        "json-ld": RdfFormat.JSON_LD,
        "rdf-xml": RdfFormat.RDF_XML,
    }
)


def written(answer: Solutions | Verdict, form: str) -> str:
    """The answer to a SELECT or an ASK in one of `RESULT_FORMS`."""
    if isinstance(answer, Verdict):
        as_json = b'{"head":{},"boolean":%s}' % str(answer.holds).lower().encode()
        result = parse_query_results(as_json, QueryResultsFormat.JSON)
    else:
        result = _solutions(answer)
    return (result.serialize(format=RESULT_FORMS[form]) or b"").decode()


def _solutions(answer: Solutions) -> QuerySolutions:
    rows = ["\t".join(f"?{column}" for column in answer.columns)]
    rows += ["\t".join(_turtle(term) for term in row) for row in answer.rows]
    found = parse_query_results(
        "".join(f"{row}\n" for row in rows).encode(), QueryResultsFormat.TSV
    )
    assert isinstance(found, QuerySolutions)  # noqa: S101 - it is what was written just now
    return found


def _turtle(term: Term | None) -> str:
    return "" if term is None else str(_rdf(term))


def _rdf(term: Term) -> NamedNode | BlankNode | Literal | str:
    match term.kind:
        case TermKind.IRI:
            return NamedNode(term.value)
        case TermKind.BLANK:
            return BlankNode(term.value)
        case TermKind.TRIPLE:
            return f"<<( {term.value} )>>"
        case TermKind.LITERAL if term.language:
            return Literal(term.value, language=term.language)
        case TermKind.LITERAL if term.datatype:
            return Literal(term.value, datatype=NamedNode(term.datatype))
        case _:
            return Literal(term.value)


def triples_of(answer: Statements) -> list[Triple]:
    """The triples of a CONSTRUCT as the RDF library has them."""
    return [Triple(*(_rdf(term) for term in triple)) for triple in answer.triples]  # type: ignore[arg-type]  # not a triple term


def graph_written(answer: Statements, form: str) -> str:
    """The triples of a CONSTRUCT in one of `GRAPH_FORMS`."""
    iris = {term.value for triple in answer.triples for term in triple}
    iris.update(term.datatype for triple in answer.triples for term in triple if term.datatype)
    prefixes = {
        name: space
        for name, space in sorted(PREFIXES.items())
        if any(iri.startswith(space) for iri in iris)
    }
    body = serialize(triples_of(answer), format=GRAPH_FORMS[form], prefixes=prefixes)
    return (body or b"").decode()
