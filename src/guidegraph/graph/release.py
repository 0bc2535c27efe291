"""
An edition that was read from RDF, as a graph: all that its source says, and what queries need.

What we add is said with our own terms, or about the release, which its publisher says nothing of:
an IRI of ours if it is in a library, else a fragment of the scheme's. So it can be told from what
the source says, and is left out when the graph is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pyoxigraph import NamedNode, Triple

from guidegraph.graph.reading import (
    COLLECTIONS,
    in_context,
    item_in_language,
    links_between,
    notation_of,
    type_of,
)
from guidegraph.graph.statements import source_graph, statements_by_owner
from guidegraph.graph.triples import link_to, plain_text, whole_number
from guidegraph.graph.vocab import ASSOCIATIONS, DCTERMS, GG, RDF, SKOS
from guidegraph.model.edition import Association, Edition, Item
from guidegraph.model.statement import Statement


__all__ = ["graph_of_release", "read_release"]

_OF_ITEMS = frozenset(
    {
        GG.order,
        GG.position,
        GG.localIdentifier,
        GG.parent,
        GG.derivedSuccessor,
        *ASSOCIATIONS.values(),
    }
)


def graph_of_release(edition: Edition, release: str) -> Iterator[Triple]:
    """What is added to each item, then the source."""
    for order, item in enumerate(edition.items, start=1):
        yield from _added(edition, item, order, release)
    yield from source_graph(edition)


def _added(edition: Edition, item: Item, order: int, release: str) -> Iterator[Triple]:
    iri = edition.iri_of(item.id)
    collection = item.type in COLLECTIONS
    if not collection and item.type == "Item":
        yield link_to(iri, RDF.type, GG.Item)
    yield link_to(iri, SKOS.inScheme, release)
    given = _values(item.statements, DCTERMS.identifier)
    if given != [item.id]:
        yield plain_text(iri, GG.localIdentifier, item.id)
    if not given:
        yield plain_text(iri, DCTERMS.identifier, item.id)
    if item.parent is None and not collection:
        yield link_to(iri, SKOS.topConceptOf, release)
    elif item.parent is not None:
        parent = edition.iri_of(item.parent)
        broader = _values(item.statements, SKOS.broader)
        if broader != [parent]:
            yield link_to(iri, GG.parent, parent)
        if not broader:
            yield link_to(iri, SKOS.broader, parent)
    yield whole_number(iri, GG.position, item.position)
    yield whole_number(iri, GG.order, order)
    if item.lineage is not None:
        yield link_to(iri, DCTERMS.isVersionOf, item.lineage)
        yield link_to(item.lineage, RDF.type, GG.Lineage)
    said = _values(item.statements, DCTERMS.isReplacedBy)
    for later in item.replaced_by:
        if later not in said:
            yield link_to(iri, GG.derivedSuccessor, later)
            yield link_to(iri, DCTERMS.isReplacedBy, later)
    for link in edition.links_from.get(item.id, ()):
        if link.type in ASSOCIATIONS and link.edition is None:
            yield link_to(iri, ASSOCIATIONS[link.type], edition.iri_of(link.destination))


def _values(statements: Iterable[Statement], property_: str) -> list[str]:
    return [each.value for each in statements if each.property == property_]


def read_release(triples: Iterable[Triple], edition: Edition, release: str) -> Edition:
    """
    An edition with its items, links and statements, as far as the graph of the release says them.

    Args:
        triples: those of `graph_of_release`, and those about the release.
        edition: what is said about the release.
        release: its IRI.
    """
    return _Release(triples, edition, release).read()


class _Release:
    def __init__(self, triples: Iterable[Triple], edition: Edition, release: str) -> None:
        self.edition = edition
        self.release = NamedNode(release)
        self.triples = tuple(dict.fromkeys(triples))
        self.facts: dict[str, dict[str, list[str]]] = {}
        for triple in self.triples:
            if isinstance(triple.subject, NamedNode):
                about = self.facts.setdefault(triple.subject.value, {})
                value = getattr(triple.object, "value", "")
                about.setdefault(triple.predicate.value, []).append(value)
        found = (
            iri
            for iri, about in self.facts.items()
            if GG.order in about and release in about.get(SKOS.inScheme, ())
        )
        self.iris = sorted(found, key=lambda iri: (_number(self.facts[iri], GG.order), iri))
        self.items = frozenset(self.iris)
        self.lineages = frozenset(
            iri for iri, about in self.facts.items() if GG.Lineage in about.get(RDF.type, ())
        )
        self.ids = {iri: self._id(iri) for iri in self.iris}

    def read(self) -> Edition:
        source = [triple for triple in self.triples if not self._is_added(triple)]
        said = statements_by_owner(source, [*self.iris, self.edition.iri])
        items = tuple(self._item(iri, said.owned.get(iri, ())) for iri in self.iris)
        links = (*links_between(items), *self._further_links())
        order = {item.id: number for number, item in enumerate(items)}
        return replace(
            self.edition,
            items=items,
            associations=tuple(sorted(links, key=lambda link: order[link.origin])),
            statements=said.owned.get(self.edition.iri, ()),
            residue=said.residue,
        )

    def _item(self, iri: str, said: Sequence[Statement]) -> Item:
        statements, about = in_context(said), self.facts[iri]
        lineage = (each for each in about.get(DCTERMS.isVersionOf, ()) if each in self.lineages)
        item = item_in_language(
            Item(
                id=self.ids[iri],
                type=type_of(statements),
                notation=notation_of(statements),
                parent=self.ids.get(self._parent(iri) or ""),
                position=_number(about, GG.position) or 1,
                lineage=next(lineage, None),
                iri=iri,
                statements=statements,
            ),
            self.edition.language,
        )
        later = (*item.replaced_by, *about.get(GG.derivedSuccessor, ()))
        return replace(item, replaced_by=tuple(dict.fromkeys(later)))

    def _parent(self, iri: str) -> str | None:
        about = self.facts[iri]
        if self.release.value in about.get(SKOS.topConceptOf, ()):
            return None
        stated = (*about.get(GG.parent, ()), *about.get(SKOS.broader, ()))
        return next(iter(stated), None)

    def _id(self, iri: str) -> str:
        about = self.facts[iri]
        given = (*about.get(GG.localIdentifier, ()), *about.get(DCTERMS.identifier, ()))
        return next(iter(given), iri)

    def _further_links(self) -> Iterator[Association]:
        for iri in self.iris:
            for type_, property_ in sorted(ASSOCIATIONS.items()):
                for target in self.facts[iri].get(property_, ()):
                    if target in self.ids:
                        yield Association(
                            origin=self.ids[iri], type=type_, destination=self.ids[target]
                        )

    def _is_added(self, triple: Triple) -> bool:
        """Whether we said it, and not the source."""
        subject, property_, value = triple.subject, triple.predicate.value, triple.object
        if subject == self.release:
            return True
        if not isinstance(subject, NamedNode):
            return False
        if subject.value in self.lineages and property_ == RDF.type:
            return getattr(value, "value", "") == GG.Lineage
        if subject.value not in self.items:
            return False
        about, name = self.facts[subject.value], getattr(value, "value", "")
        match property_:
            case RDF.type:
                return name == GG.Item
            case SKOS.inScheme | SKOS.topConceptOf:
                return value == self.release
            case DCTERMS.identifier:
                return about[property_] == about.get(GG.localIdentifier)
            case SKOS.broader:
                return about[property_] == about.get(GG.parent)
            case DCTERMS.isVersionOf:
                return name in self.lineages
            case DCTERMS.isReplacedBy:
                return name in about.get(GG.derivedSuccessor, ())
            case _:
                return property_ in _OF_ITEMS


def _number(about: Mapping[str, Sequence[str]], property_: str) -> int:
    digits = next(iter(about.get(property_, ())), "")
    return int(digits) if digits.isdecimal() and len(digits) < 19 else 0
