"""The description of each thing in its data documents, as triples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import NamedNode, Triple

from guidegraph.graph.build import to_graph
from guidegraph.graph.catalogue import Distribution, catalogue_graph
from guidegraph.graph.changes import change_set_iri, changes_to_graph
from guidegraph.graph.labels import with_derived_labels
from guidegraph.graph.triples import link_to, words_in
from guidegraph.graph.vocab import DCTERMS, GG, SKOS
from guidegraph.model.changes import Comparison
from guidegraph.model.edition import Edition
from guidegraph.publish.index import SiteIndex
from guidegraph.publish.routes import FORMS, url_of


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
        """All of an edition."""
        return with_derived_labels(to_graph(edition))

    def item(self, edition: Edition, iri: str) -> tuple[Triple, ...]:
        """An item: its own facts, its parts and places, its narrower items, and its changes."""
        known = self._editions[edition.id]
        own = known.get(iri, ())
        parts = [
            triple
            for fact in own
            if fact.predicate.value in _PARTS and isinstance(fact.object, NamedNode)
            for triple in known.get(fact.object.value, ())
        ]
        return (*own, *self._narrower(edition, iri), *self._became.get(iri, ()), *parts)

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

    def _narrower(self, edition: Edition, iri: str) -> Iterable[Triple]:
        item_id = self._ids[edition.id].get(iri)
        for child in edition.children.get(item_id, ()) if item_id is not None else ():
            yield link_to(iri, SKOS.narrower, edition.iri_of(child.id))

    @cached_property
    def _ids(self) -> Mapping[str, Mapping[str, str]]:
        return {
            edition.id: {edition.iri_of(item.id): item.id for item in edition.items}
            for edition in self.index.content.editions
        }

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
        items = {iri for ids in self._ids.values() for iri in ids}
        found: dict[str, list[Triple]] = {}
        for comparison in self.index.content.pairs:
            for iri, facts in self._changes[change_set_iri(comparison)].items():
                if iri in items:
                    found.setdefault(iri, []).extend(facts)
        return {iri: tuple(dict.fromkeys(facts)) for iri, facts in found.items()}


def _grouped(triples: Iterable[Triple]) -> Grouped:
    found: dict[str, list[Triple]] = {}
    for triple in triples:
        if isinstance(triple.subject, NamedNode):
            found.setdefault(triple.subject.value, []).append(triple)
    return {iri: tuple(facts) for iri, facts in found.items()}
