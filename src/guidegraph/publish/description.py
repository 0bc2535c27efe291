"""The description of each thing in its data documents, as triples."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import BlankNode, NamedNode, Triple

from guidegraph.graph.build import to_graph
from guidegraph.graph.catalogue import Distribution, catalogue_graph
from guidegraph.graph.changes import change_set_iri, changes_to_graph
from guidegraph.graph.labels import with_derived_labels
from guidegraph.graph.triples import link_to, words_in
from guidegraph.graph.vocab import DCTERMS, GG, SKOS
from guidegraph.model.changes import Comparison
from guidegraph.model.edition import Edition, Item
from guidegraph.model.statement import leaves
from guidegraph.publish.index import SiteIndex
from guidegraph.publish.routes import FORMS, url_of
from guidegraph.query.relations import named_term_triples


__all__ = ["Descriptions"]

_PARTS = frozenset({GG.footnote, GG.hyperlink, GG.quotedFrom, GG.attribute, GG.statement})

Grouped = Mapping[str, tuple[Triple, ...]]


@dataclass(frozen=True)  # no slots: what was built once is kept
class Descriptions:
    """The graphs of a site, by what they are about."""

    index: SiteIndex

    def library(self) -> tuple[Triple, ...]:
        """What the library holds, and where its editions and diffs are available."""
        content, url = self.index.content, self.index.options.url
        sets = [edition.address for edition in content.editions]
        sets += [change_set_iri(comparison) for comparison in self.index.comparisons]
        downloads = {iri: tuple(self._downloads(iri, url)) for iri in sets} if url else None
        return catalogue_graph(
            title=self.index.title,
            base=content.base,
            editions=content.editions,
            comparisons=self.index.comparisons,
            downloads=downloads,
            endpoint=f"{url}sparql" if url and self.index.options.services else None,
        )

    def edition(self, edition: Edition) -> tuple[Triple, ...]:
        """All of an edition, with the terms that its items name, as queries find them."""
        return (*with_derived_labels(to_graph(edition)), *named_term_triples(edition))

    def item(self, edition: Edition, item: Item) -> tuple[Triple, ...]:
        """An item: its own facts, its parts and places, its narrower items, and its changes."""
        iri = edition.iri_of(item.id)
        known = self._editions[edition.id]
        own = known.get(iri, ())
        nested = {each.value for each in leaves(item.statements) if each.about}
        return (
            *own,
            *self._narrower(edition, item),
            *self._became.get(iri, ()),
            *_parts(known, own, nested),
        )

    def thread(self, iri: str) -> tuple[Triple, ...]:
        """A lineage: its versions in the editions."""
        refs = self.index.lineages[iri]
        newest = self.index.item(refs[-1])
        language = self.index.editions[refs[-1].edition].language
        return (
            words_in(iri, DCTERMS.title, newest.name, language),
            *(link_to(iri, DCTERMS.hasVersion, self.index.iri(ref)) for ref in refs),
        )

    def diff(self, comparison: Comparison) -> tuple[Triple, ...]:
        """All of a diff."""
        return changes_to_graph(comparison)

    def change(self, comparison: Comparison, iri: str) -> tuple[Triple, ...]:
        """One change, and the diff it is of."""
        whole = change_set_iri(comparison)
        return (*self._changes[whole].get(iri, ()), link_to(whole, GG.change, iri))

    def _downloads(self, iri: str, url: str) -> Iterator[Distribution]:
        stem = url_of(self.index.routes.stems[iri])
        for form in FORMS[1:]:
            address = f"{url}{stem}{form.suffix}"
            yield Distribution(form=form.name, url=address, media_type=form.media_type)

    def _narrower(self, edition: Edition, item: Item) -> Iterable[Triple]:
        for child in edition.children.get(item.id, ()):
            yield link_to(edition.iri_of(item.id), SKOS.narrower, edition.iri_of(child.id))

    @cached_property
    def _editions(self) -> Mapping[str, Grouped]:
        return {
            edition.id: _grouped(self.edition(edition)) for edition in self.index.content.editions
        }

    @cached_property
    def _changes(self) -> Mapping[str, Grouped]:
        return {
            change_set_iri(comparison): _grouped(changes_to_graph(comparison))
            for comparison in self.index.comparisons
        }

    @cached_property
    def _became(self) -> Grouped:
        """The changes of items in the diffs of pairs, by the items' IRIs."""
        items = {
            edition.iri_of(item.id)
            for edition in self.index.content.editions
            for item in edition.items
        }
        found: dict[str, list[Triple]] = {}
        for comparison in self.index.content.pairs:
            for iri, facts in self._changes[change_set_iri(comparison)].items():
                if iri in items:
                    found.setdefault(iri, []).extend(facts)
        return {iri: tuple(dict.fromkeys(facts)) for iri, facts in found.items()}


def _grouped(triples: Iterable[Triple]) -> Grouped:
    found: dict[str, list[Triple]] = {}
    for triple in triples:
        if isinstance(triple.subject, NamedNode | BlankNode):
            found.setdefault(triple.subject.value, []).append(triple)
    return {name: tuple(facts) for name, facts in found.items()}


def _parts(known: Grouped, own: Iterable[Triple], nested: Collection[str]) -> Iterator[Triple]:
    """
    What is said of the parts of a thing: its footnotes and places, blank nodes, and the resources
    that only it refers to.
    """
    waiting = list(own)[::-1]
    seen: set[str] = set()
    while waiting:
        fact = waiting.pop()
        part = fact.object
        if not isinstance(part, NamedNode | BlankNode) or part.value in seen:
            continue
        if isinstance(part, BlankNode) or fact.predicate.value in _PARTS or part.value in nested:
            seen.add(part.value)
            yield from known.get(part.value, ())
            waiting += reversed(known.get(part.value, ()))
