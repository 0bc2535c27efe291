"""
A diff as RDF triples, in a fixed order and without blank nodes.

The IRI of a change is `{new edition}/change/{id}`, where the id is the fingerprint of what changed;
that of the change set is `{new edition}/changes/{old edition}`, with `+` between several. Below an
IRI that a publisher gave we mint nothing: there, changes and change sets are `urn:uuid:`, which are
the same in every run. So are two editions with the same IRI, each a version of it.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator, Mapping
from itertools import product
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from guidegraph.graph.build import edition_iri
from guidegraph.graph.triples import link_to, part_iri, plain_text, typed_value, words_in
from guidegraph.graph.vocab import DCTERMS, GG, OWL, PROV, RDF, XSD
from guidegraph.model.changes import Change, Comparison, Facet, Pair, Ref, Relation
from guidegraph.model.correspondence import correspondences
from guidegraph.model.edition import Edition
from guidegraph.model.names import iri_path


__all__ = [
    "change_iri",
    "change_set_iri",
    "changes_to_graph",
    "edition_iris",
    "facts_of_changes",
    "minting_space",
    "unchanged_iri",
]


def change_set_iri(comparison: Comparison) -> str:
    """The IRI of the whole diff."""
    if (space := minting_space(comparison.new)) is None:
        ids = (change.id for change in comparison.changes.changes)
        return _uuid("changes", *edition_iris(comparison), *ids)
    names = "+".join(quote(edition.id) for edition in comparison.old)
    return f"{space}/changes/{names}"


def change_iri(comparison: Comparison, change: Change) -> str:
    """The IRI of a change."""
    if (space := minting_space(comparison.new)) is None:
        editions = (edition.iri for edition in (*comparison.old, comparison.new))
        return _uuid("change", *editions, change.id)
    return f"{space}/change/{change.id}"


def unchanged_iri(comparison: Comparison, pair: Pair) -> str:
    """The IRI of the fact that an item is unchanged; it is named after the new one."""
    if (space := minting_space(comparison.new)) is None:
        old = next(each for each in comparison.old if each.id == pair.old.edition)
        return _uuid("unchanged", old.iri_of(pair.old.id), comparison.new.iri_of(pair.new.id))
    return f"{space}/unchanged/{iri_path(pair.new.id)}"


def minting_space(edition: Edition) -> str | None:
    """The IRI below which new ones are minted; none if that is not ours but a publisher's."""
    if edition.version_iri is not None or edition.source_kind is None:
        return edition.address
    theirs = edition.statements or edition.iri.startswith("urn:guidegraph:")
    return None if theirs and any(item.iri for item in edition.items) else edition.iri


def edition_iris(comparison: Comparison) -> tuple[str, ...]:
    """The IRIs of the old editions, then of the new one, which differ."""
    editions = (*comparison.old, comparison.new)
    iris = tuple(map(edition_iri, editions))
    if len(set(iris)) == len(iris):
        return iris
    return tuple(_uuid("edition", each.iri, each.id, repr(each.items)) for each in editions)


def _uuid(*parts: str) -> str:
    """A name that follows from its parts."""
    digest = hashlib.sha256("\n".join(parts).encode(errors="surrogatepass")).hexdigest()
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, digest)}"


def changes_to_graph(comparison: Comparison) -> tuple[Triple, ...]:
    """The change set, each change, and then how the items are related."""
    return (*facts_of_changes(comparison), *_facts_of_items(comparison))


def facts_of_changes(comparison: Comparison) -> Iterator[Triple]:
    """The change set, the editions it is about, and each change."""
    iri = change_set_iri(comparison)
    *old, new = edition_iris(comparison)
    yield link_to(iri, RDF.type, GG.ChangeSet)
    for each in old:
        yield link_to(iri, GG.oldEdition, each)
    yield link_to(iri, GG.newEdition, new)
    for change in comparison.changes.changes:
        yield link_to(iri, GG.change, change_iri(comparison, change))
    for name, edition in zip((*old, new), (*comparison.old, comparison.new), strict=True):
        yield from _facts_of_edition(name, edition)
    before = _old_editions(comparison)
    for change in comparison.changes.changes:
        yield from _facts_of_change(comparison, change, before)


def _facts_of_edition(iri: str, edition: Edition) -> Iterator[Triple]:
    """Title and rights of an edition, because reasons quote its words."""
    provenance = edition.provenance
    yield link_to(iri, RDF.type, GG.NAMESPACE + edition.type)
    if iri not in (edition.iri, edition_iri(edition)):
        yield link_to(iri, DCTERMS.isVersionOf, edition.iri)
        yield plain_text(iri, DCTERMS.identifier, edition.id)
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
        for way in verdict.directions:
            yield link_to(iri, GG.direction, f"{GG.NAMESPACE}direction-{way}")
    for ref in change.old:
        yield link_to(iri, GG.oldItem, before[ref.edition].iri_of(ref.id))
    for ref in change.new:
        yield link_to(iri, GG.newItem, comparison.new.iri_of(ref.id))
    if change.duplicate_of is not None:
        yield link_to(iri, GG.duplicateOf, comparison.new.iri_of(change.duplicate_of.id))
    yield _share(iri, GG.confidence, change.confidence)
    yield _share(iri, GG.changeWeight, change.weight)
    if verdict is not None and verdict.unsure:
        yield typed_value(iri, GG.wordingUnsure, "true", XSD.boolean)
    for reason in dict.fromkeys(verdict.reasons if verdict else ()):
        yield words_in(iri, GG.reason, reason, "en")
    if change.coverage is not None:
        yield _share(iri, GG.coverage, change.coverage.whole)
    if change.closest is not None:
        ref, added = change.closest.ref, change.relation is Relation.ADDED
        edition = before[ref.edition] if added else comparison.new
        yield link_to(iri, GG.closestItem, edition.iri_of(ref.id))
        yield _share(iri, GG.likeness, change.closest.likeness)
    yield from _moved_sentences(comparison, change, before)


def _moved_sentences(
    comparison: Comparison, change: Change, before: Mapping[str, Edition]
) -> Iterator[Triple]:
    iri, new = change_iri(comparison, change), comparison.new
    names = [part_iri(iri, f"sentence-{n}") for n, _ in enumerate(change.sentences, start=1)]
    yield from (link_to(iri, GG.movedSentence, name) for name in names)
    for name, each in zip(names, change.sentences, strict=True):
        yield link_to(name, RDF.type, GG.MovedSentence)
        yield words_in(name, RDF.value, each.text, new.language)
        yield link_to(name, GG.movedFrom, before[each.old.edition].iri_of(each.old.id))
        yield link_to(name, GG.movedTo, new.iri_of(each.new.id))


def _share(subject: str, predicate: str, share: float) -> Triple:
    """A share from 0 to 1 as a decimal, rounded, with at least one digit after the point."""
    digits = f"{share:.4f}".rstrip("0")
    return typed_value(
        subject, predicate, f"{digits}0" if digits.endswith(".") else digits, XSD.decimal
    )


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
        elif Facet.DEPRECATED in change.facets:
            for ref in change.old:
                found[ref] = [*found.get(ref, ()), *_deprecation(comparison, change)]
    for edition in comparison.old:
        for item in edition.items:
            facts = found.get(Ref(edition=edition.id, id=item.id), ())
            yield from sorted(facts, key=lambda fact: fact.predicate.value)
    yield from _places(comparison, before)
    yield from _derivations(comparison, before)


def _places(comparison: Comparison, before: Mapping[str, Edition]) -> Iterator[Triple]:
    """
    The dropped item at whose place an added one is. A place is no identity: neither replaces the
    other, nor is one a version of the other.
    """
    for change in comparison.changes.changes:
        for ref, gone in product(change.new, change.replaces):
            old, new = before[gone.edition].iri_of(gone.id), comparison.new.iri_of(ref.id)
            if old != new:
                yield link_to(new, GG.standsAtPlaceOf, old)


def _deprecation(comparison: Comparison, change: Change) -> Iterator[Triple]:
    """That the source deprecates the new items of a change, and its successors by their IRIs."""
    new = comparison.new
    for ref in change.new:
        iri = new.iri_of(ref.id)
        yield Triple(NamedNode(iri), NamedNode(OWL.deprecated), Literal(value=True))
        for successor in change.replaced_by:
            target = new.iri_of(successor) if successor in new.by_id else successor
            try:
                yield link_to(iri, DCTERMS.isReplacedBy, target)
            except ValueError:  # a code that names nothing is no IRI
                yield plain_text(iri, DCTERMS.isReplacedBy, target)


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
