"""A vocabulary in SKOS, or one of our own editions, in any syntax of RDF."""

from __future__ import annotations

from collections import Counter

from guidegraph.importers.importer import Document, importer
from guidegraph.importers.json_tree import top_level_keys
from guidegraph.model.accounting import Unit
from guidegraph.model.edition import Edition


__all__ = ["read"]


def _recognises(body: bytes) -> bool:
    return any(key.startswith("@") for key in top_level_keys(body))


def _atoms(document: Document) -> Counter[str]:
    from guidegraph.graph.statements import comparable
    from guidegraph.importers.rdf import triples_of

    return comparable(triples_of(document)[0])


@importer(
    suffixes=(".ttl", ".nt", ".rdf", ".owl", ".xml", ".jsonld", ".json", ".trig", ".nq", ".n3"),
    media_type="text/turtle",
    recognises=_recognises,
    otherwise=(".jsonld",),
    atoms=_atoms,
    unit=Unit.TRIPLES,
)
def read(document: Document) -> Edition:
    """
    The edition that a graph describes; nothing is fetched from the network.

    An edition of ours is read completely, with its id and IRI. In other vocabularies every concept
    and every collection becomes an item; whatever else is said is kept in the statements.
    """
    from guidegraph.graph.labels import without_derived_labels
    from guidegraph.graph.read import from_graph
    from guidegraph.graph.vocab import GG, RDF
    from guidegraph.importers.assemble import consistent
    from guidegraph.importers.rdf import triples_of
    from guidegraph.importers.skos import edition_from_concepts

    found, base = triples_of(document)
    triples = without_derived_labels(found)
    ours = {GG.Edition, GG.Course}
    if any(
        triple.predicate.value == RDF.type and getattr(triple.object, "value", None) in ours
        for triple in triples
    ):
        return consistent(from_graph(triples, document.path), document.path)
    return edition_from_concepts(document, triples, base)
