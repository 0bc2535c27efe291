"""Makes triples by the kind of their object, and those about publisher and rights."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from guidegraph.graph.vocab import DCTERMS, XSD
from guidegraph.model.edition import Provenance


__all__ = [
    "licence_of",
    "link_to",
    "part_iri",
    "plain_text",
    "rights_facts",
    "typed_value",
    "whole_number",
    "words_in",
]


def link_to(subject: str, predicate: str, target: str) -> Triple:
    """A triple whose object is a resource."""
    return Triple(NamedNode(subject), NamedNode(predicate), NamedNode(target))


def plain_text(subject: str, predicate: str, value: str) -> Triple:
    """A triple whose object is a text without a language."""
    return Triple(NamedNode(subject), NamedNode(predicate), Literal(value))


def words_in(subject: str, predicate: str, value: str, language: str) -> Triple:
    """A triple whose object is a text in a language."""
    literal = Literal(value, language=language)
    return Triple(NamedNode(subject), NamedNode(predicate), literal)


def typed_value(subject: str, predicate: str, value: str, datatype: str) -> Triple:
    """A triple whose object is a literal of a datatype."""
    literal = Literal(value, datatype=NamedNode(datatype))
    return Triple(NamedNode(subject), NamedNode(predicate), literal)


def whole_number(subject: str, predicate: str, value: int) -> Triple:
    """A triple whose object is a whole number."""
    return typed_value(subject, predicate, str(value), XSD.integer)


def part_iri(iri: str, name: str) -> str:
    """The IRI of a part: a fragment, or a path below an IRI that has a fragment."""
    return f"{iri}{'/' if '#' in iri else '#'}{name}"


def rights_facts(iri: str, provenance: Provenance) -> Iterator[Triple]:
    """Publisher and rights of something; rights that are an address are its licence."""
    if provenance.publisher:
        yield plain_text(iri, DCTERMS.publisher, provenance.publisher)
    if provenance.rights and (licence := licence_of(provenance.rights)):
        yield Triple(NamedNode(iri), NamedNode(DCTERMS.license), licence)
    elif provenance.rights:
        yield plain_text(iri, DCTERMS.rights, provenance.rights)


def licence_of(text: str) -> NamedNode | None:
    """The licence whose address is this text, if it is one."""
    if not text.startswith(("https://", "http://")):
        return None
    try:
        return NamedNode(text)
    except ValueError:
        return None
