"""
A diff as a correspondence of XKOS, in Turtle: the one common vocabulary that keeps the items of a
split or merger together.

XKOS: https://rdf-vocabulary.ddialliance.org/xkos.html
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from types import MappingProxyType

from pyoxigraph import Triple

from guidegraph.export.exporter import exporter
from guidegraph.graph.changes import change_iri, change_set_iri, facts_of_changes
from guidegraph.graph.triples import link_to
from guidegraph.graph.turtle import to_turtle
from guidegraph.graph.vocab import PREFIXES, RDF
from guidegraph.model.changes import Comparison, Ref
from guidegraph.model.correspondence import match_of


XKOS = "http://rdf-vocabulary.ddialliance.org/xkos#"


@exporter(
    media_type="text/turtle",
    suffix=".ttl",
    of=Comparison,
    lossless=False,
    losses="As XKOS it holds which items correspond; what differs between them is in the facts of "
    "our own vocabulary beside it, without the words, links, evidence and the audit.",
)
def export(comparison: Comparison) -> bytes:
    """
    The correspondence, then its associations, which are our changes, too; then those of items that
    are unchanged.
    """
    prefixes = MappingProxyType({**PREFIXES, "xkos": XKOS})
    by_subject: dict[str, list[Triple]] = {}
    for triple in _triples(comparison):
        by_subject.setdefault(str(triple.subject), []).append(triple)
    ordered = chain.from_iterable(by_subject.values())
    return to_turtle(ordered, f"{comparison.new.iri}/", prefixes)


def _triples(comparison: Comparison) -> Iterator[Triple]:
    correspondence = change_set_iri(comparison)
    before = {edition.id: edition for edition in comparison.old}
    associations: dict[str, tuple[tuple[Ref, ...], tuple[Ref, ...]]] = {
        change_iri(comparison, change): (change.old, change.new)
        for change in comparison.changes.changes
    }
    for pair in comparison.changes.unchanged:
        # Unchanged items make no change; their association is named after the new one.
        iri = f"{comparison.new.iri}/unchanged/{pair.new.id}"
        associations[iri] = ((pair.old,), (pair.new,))
    yield link_to(correspondence, RDF.type, f"{XKOS}Correspondence")
    for edition in (*comparison.old, comparison.new):
        yield link_to(correspondence, f"{XKOS}compares", edition.iri)
    for iri in associations:
        yield link_to(correspondence, f"{XKOS}madeOf", iri)
    yield from facts_of_changes(comparison)
    for iri, (old, new) in associations.items():
        yield link_to(iri, RDF.type, f"{XKOS}ConceptAssociation")
        for ref in old:
            yield link_to(iri, f"{XKOS}sourceConcept", before[ref.edition].iri_of(ref.id))
        for ref in new:
            yield link_to(iri, f"{XKOS}targetConcept", comparison.new.iri_of(ref.id))
    for pair in comparison.changes.unchanged:
        old_iri = before[pair.old.edition].iri_of(pair.old.id)
        new_iri = comparison.new.iri_of(pair.new.id)
        if old_iri != new_iri:
            match = match_of(comparison, pair, pair.old, pair.new)
            yield link_to(old_iri, match, new_iri)
