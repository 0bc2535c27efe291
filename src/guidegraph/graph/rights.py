"""Whose something is, and how it may be used."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from guidegraph.graph.triples import plain_text
from guidegraph.graph.vocab import DCTERMS
from guidegraph.model.edition import Provenance


__all__ = ["licence_of", "rights_facts"]


def rights_facts(iri: str, provenance: Provenance) -> Iterator[Triple]:
    """The publisher and the rights of something: rights that are an address are its licence."""
    if provenance.publisher:
        yield plain_text(iri, DCTERMS.publisher, provenance.publisher)
    if provenance.rights and (licence := licence_of(provenance.rights)):
        yield Triple(NamedNode(iri), NamedNode(DCTERMS.license), licence)
    elif provenance.rights:
        yield plain_text(iri, DCTERMS.rights, provenance.rights)


def licence_of(text: str) -> NamedNode | None:
    """The licence that some words are the address of, if they are one."""
    if not text.startswith(("https://", "http://")):
        return None
    try:
        return NamedNode(text)
    except ValueError:
        return None
