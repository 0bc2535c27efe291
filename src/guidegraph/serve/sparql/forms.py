"""The forms in which answers to queries are available, and their media types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from guidegraph.render.format import FORMATS, ResultKind
from guidegraph.serve.accept import chosen


__all__ = ["GRAPH_TYPES", "PAGE", "RESULT_TYPES", "SHOWN_AS", "form_of", "forms_for"]

PAGE = "html"
"""The form that is a page, made of another one."""

_RESULTS = ("json", "xml", "csv", "tsv")
_GRAPHS = ("turtle", "n-triples", "json-ld", "rdf-xml")


def _types(names: Sequence[str], kind: ResultKind) -> Mapping[str, str]:
    """The formats by the media types of such answers, then by their own, and the page."""
    own = {FORMATS[name].media_type_of(kind): name for name in names}
    general = {FORMATS[name].media_type: name for name in names}
    return MappingProxyType({**own, **general, FORMATS[PAGE].media_type: PAGE})


RESULT_TYPES = _types(_RESULTS, ResultKind.BINDINGS)
"""For SELECT and ASK, in the order of our preference."""

GRAPH_TYPES = _types(_GRAPHS, ResultKind.TRIPLES)
"""For CONSTRUCT and DESCRIBE, in the order of our preference."""

_ALSO: Mapping[str, str] = MappingProxyType(
    {
        "jsonld": "json-ld",
        "n3": "turtle",
        "nt": "n-triples",
        "ntriples": "n-triples",
        "rdf": "rdf-xml",
        "rdf+xml": "rdf-xml",
        "rdfxml": "rdf-xml",
        "sparql-results+json": "json",
        "sparql-results+xml": "xml",
        "ttl": "turtle",
    }
)
# What clients that know one word for both kinds of answers mean with a graph.
_OF_GRAPHS: Mapping[str, str] = MappingProxyType({"json": "json-ld", "xml": "rdf-xml"})

SHOWN_AS: Mapping[str, str] = MappingProxyType({"select": "json", "construct": "turtle"})
"""What the page is made of."""


def forms_for(query_form: str | None) -> Mapping[str, str]:
    """The forms of the answer to a query that begins with that word, by media type."""
    return GRAPH_TYPES if query_form in ("construct", "describe") else RESULT_TYPES


def form_of(
    query_form: str | None, accept: str | None, wanted: Sequence[str]
) -> tuple[str, str] | None:
    """
    The media type and the form of an answer; `None` if there is none such.

    Args:
        query_form: the word that the query begins with.
        accept: the header of that name.
        wanted: forms chosen by one of their names or media types; they go before the header.
    """
    types = forms_for(query_form)
    if wanted:
        return next(filter(None, (_named(types, each) for each in wanted)), None)
    type_ = chosen(accept, tuple(types))
    return None if type_ is None else (type_, types[type_])


def _named(types: Mapping[str, str], wanted: str) -> tuple[str, str] | None:
    name = wanted.strip().lower().replace(" ", "+")  # a plus that nobody escaped
    if name in types:
        return name, types[name]
    name = _ALSO.get(name, name)
    if types is GRAPH_TYPES:
        name = _OF_GRAPHS.get(name, name)
    return next(((type_, form) for type_, form in types.items() if form == name), None)
