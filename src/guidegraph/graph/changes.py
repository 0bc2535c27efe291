"""
A diff as RDF triples, in a fixed order and without blank nodes.

The IRI of a change is `{new edition}/change/{id}`, where the id is the fingerprint of what changed;
that of the change set is `{new edition}/changes/{old edition}`, with `+` between several.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from guidegraph.graph.triples import link_to, plain_text, typed_value, words_in
from guidegraph.graph.vocab import DCTERMS, GG, OWL, PROV, RDF, XSD
from guidegraph.model.changes import Change, Comparison, Ref, Relation
from guidegraph.model.correspondence import correspondences
from guidegraph.model.edition import Edition


__all__ = ["change_iri", "change_set_iri", "changes_to_graph", "facts_of_changes"]


def change_set_iri(comparison: Comparison) -> str:
    """The IRI of the whole diff."""
    names = "+".join(quote(edition.id) for edition in comparison.old)
    return f"{comparison.new.address}/changes/{names}"


def change_iri(comparison: Comparison, change: Change) -> str:
    """The IRI of a change."""
    return f"{comparison.new.address}/change/{change.id}"


def changes_to_graph(comparison: Comparison) -> tuple[Triple, ...]:
    """The change set, each change, and then how the items are related."""
    return (*facts_of_changes(comparison), *_facts_of_items(comparison))


def facts_of_changes(comparison: Comparison) -> Iterator[Triple]:
    """The change set, the editions it is about, and each change."""
    iri = change_set_iri(comparison)
    yield link_to(iri, RDF.type, GG.ChangeSet)
    for edition in comparison.old:
        yield link_to(iri, GG.oldEdition, edition.address)
    yield link_to(iri, GG.newEdition, comparison.new.address)
    for change in comparison.changes.changes:
        yield link_to(iri, GG.change, change_iri(comparison, change))
    for edition in (*comparison.old, comparison.new):
        yield from _facts_of_edition(edition)
    before = _old_editions(comparison)
    for change in comparison.changes.changes:
        yield from _facts_of_change(comparison, change, before)


def _facts_of_edition(edition: Edition) -> Iterator[Triple]:
    """Title and rights of an edition, because reasons quote its words."""
    iri, provenance = edition.address, edition.provenance
    yield link_to(iri, RDF.type, GG.NAMESPACE + edition.type)
    yield words_in(iri, DCTERMS.title, edition.title, edition.language)
    if provenance.publisher:
        yield plain_text(iri, DCTERMS.publisher, provenance.publisher)
    if provenance.rights:
        yield plain_text(iri, DCTERMS.rights, provenance.rights)


def _facts_of_change(
    comparison: Comparison, change: Change, before: Mapping[str, Edition]
) -> Iterator[Triple]:
    iri, verdict = change_iri(comparison, change), change.verdict
    yield link_to(iri, RDF.type, GG.Change)
    yield plain_text(iri, DCTERMS.identifier, change.id)
    yield link_to(iri, GG.relation, f"{GG.NAMESPACE}relation-{change.relation}")
    for facet in change.facets:
        yield link_to(iri, GG.facet, f"{GG.NAMESPACE}facet-{facet}")
    if verdict is not None:
        yield link_to(iri, GG.wording, f"{GG.NAMESPACE}wording-{verdict.wording}")
        for aspect in verdict.aspects:
            yield link_to(iri, GG.aspect, f"{GG.NAMESPACE}aspect-{aspect}")
        if verdict.direction is not None:
            yield link_to(iri, GG.direction, f"{GG.NAMESPACE}direction-{verdict.direction}")
    for ref in change.old:
        yield link_to(iri, GG.oldItem, before[ref.edition].iri_of(ref.id))
    for ref in change.new:
        yield link_to(iri, GG.newItem, comparison.new.iri_of(ref.id))
    if change.duplicate_of is not None:
        yield link_to(iri, GG.duplicateOf, comparison.new.iri_of(change.duplicate_of.id))
    confidence = f"{change.confidence:.4f}".rstrip("0")
    confidence += "0" if confidence.endswith(".") else ""
    yield typed_value(iri, GG.confidence, confidence, XSD.decimal)
    for reason in dict.fromkeys(verdict.reasons if verdict else ()):
        yield words_in(iri, GG.reason, reason, "en")


def _facts_of_items(comparison: Comparison) -> Iterator[Triple]:
    """
    What replaced each old item, and their mapping property; what was dropped.

    Old items come in the order of their editions. An old item with the IRI of the new one, as in
    a comparison of two revisions of one edition, does not replace itself.
    """
    before = _old_editions(comparison)
    found: dict[Ref, list[Triple]] = {}
    for each in correspondences(comparison):
        old = before[each.old.edition].iri_of(each.old.id)
        new = comparison.new.iri_of(each.new.id)
        if old != new:
            found.setdefault(each.old, []).extend(
                (link_to(old, DCTERMS.isReplacedBy, new), link_to(old, each.property, new))
            )
    for change in comparison.changes.changes:
        if change.relation is Relation.DROPPED:
            (ref,) = change.old
            gone = NamedNode(before[ref.edition].iri_of(ref.id))
            found[ref] = [Triple(gone, NamedNode(OWL.deprecated), Literal(value=True))]
    for edition in comparison.old:
        for item in edition.items:
            facts = found.get(Ref(edition=edition.id, id=item.id), ())
            yield from sorted(facts, key=lambda fact: fact.predicate.value)
    yield from _derivations(comparison, before)


def _derivations(comparison: Comparison, before: Mapping[str, Edition]) -> Iterator[Triple]:
    """The old items of a new one: a revision of it, if it is the same item."""
    came: dict[str, list[tuple[str, Ref]]] = {}
    for change in comparison.changes.changes:
        same = change.relation is Relation.SAME
        kind = PROV.wasRevisionOf if same else PROV.wasDerivedFrom
        for new in change.new:
            came.setdefault(new.id, []).extend((kind, ref) for ref in change.old)
    for pair in comparison.changes.unchanged:
        came.setdefault(pair.new.id, []).append((PROV.wasRevisionOf, pair.old))
    for item in comparison.new.items:
        iri = comparison.new.iri_of(item.id)
        for kind, ref in came.get(item.id, ()):
            old = before[ref.edition].iri_of(ref.id)
            if old != iri:
                yield link_to(iri, kind, old)


def _old_editions(comparison: Comparison) -> Mapping[str, Edition]:
    return {edition.id: edition for edition in comparison.old}
