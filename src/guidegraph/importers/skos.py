"""Makes an edition from the concepts of a SKOS vocabulary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from guidegraph.graph.vocab import DCTERMS, ITEM_TYPES, RDF, RDFS, SKOS
from guidegraph.importers.assemble import (
    assembled,
    check_count,
    cycles,
    date_of_issue,
    in_document_order,
    natural_order,
)
from guidegraph.importers.importer import Document
from guidegraph.importers.rdf import StatementIndex, chosen, main_language
from guidegraph.importers.words import identifier, quoted, words
from guidegraph.model.edition import Association, Edition, Item
from guidegraph.model.errors import FormatError


__all__ = ["edition_from_concepts"]

_XL: Final = "http://www.w3.org/2008/05/skos-xl#"
_DC: Final = "http://purl.org/dc/elements/1.1/"
_TITLES: Final = (DCTERMS.title, f"{_DC}title", RDFS.label, SKOS.prefLabel)
_NO_CONCEPTS: Final = (SKOS.ConceptScheme, SKOS.Collection, SKOS.OrderedCollection)


def edition_from_concepts(document: Document, statements: StatementIndex) -> Edition:
    """
    The edition of all concepts in a graph, whatever their scheme.

    Raises:
        FormatError: there are no concepts, or one has no IRI.
    """
    return _Vocabulary(document, statements).edition()


class _Vocabulary:
    def __init__(self, document: Document, statements: StatementIndex) -> None:
        self.document = document
        self.path = document.path
        self.statements = statements
        self.concepts = self._concepts()
        self.scheme = self._scheme()
        self.ids = self._ids()
        literals = (
            literal
            for iri in self.concepts
            for literal in statements.literals(iri, SKOS.prefLabel, SKOS.definition)
        )
        self.language = main_language(literals, document.manifest.language)

    def edition(self) -> Edition:
        items = {iri: self._item(iri) for iri in self.concepts}
        parents, further = self._hierarchy()
        ordered = sorted(self.concepts, key=lambda iri: _order(items[iri]))
        placed = in_document_order(
            replace(items[iri], parent=None if parent is None else self.ids[parent])
            for iri in ordered
            if (parent := parents[iri]) or parent is None
        )
        order = {item.id: number for number, item in enumerate(placed)}
        links = sorted(
            {*self._related(parents), *further},
            key=lambda link: (order[link.origin], link.type, order[link.destination]),
        )
        scheme = self.scheme or ""
        titles = (self._text(scheme, property_) for property_ in _TITLES)
        return assembled(
            self.document,
            title=next((title for title in titles if title), None),
            language=self.language,
            issued=date_of_issue(self._text(scheme, DCTERMS.issued)),
            publisher=self._text(scheme, DCTERMS.publisher),
            items=placed,
            associations=links,
        )

    # -- what there is ------------------------------------------------------------

    def _concepts(self) -> list[str]:
        statements = self.statements
        others = {iri for class_ in _NO_CONCEPTS for iri in statements.subjects(RDF.type, class_)}
        found = {
            *statements.subjects(RDF.type, SKOS.Concept),
            *statements.subjects(SKOS.inScheme),
            *statements.subjects(SKOS.topConceptOf),
        } - others
        if not found:
            found = set(statements.subjects(SKOS.prefLabel)) - others
        if not found:
            raise self._fault("no skos:Concept in it", "give a vocabulary in SKOS")
        check_count(len(found), self.path)
        blank = [iri for iri in found if iri.startswith("_:")]
        if blank:
            labels = sorted(
                literal.value
                for iri in blank
                for literal in statements.literals(iri, SKOS.prefLabel)
            )
            raise self._fault(
                f"concepts without an IRI ({len(blank)})"
                + (f", among them {quoted(labels[0])}" if labels else ""),
                "give each concept an IRI",
            )
        return sorted(found)

    def _scheme(self) -> str | None:
        """The scheme that most of the concepts are in."""
        counts = Counter(
            scheme
            for iri in self.concepts
            for property_ in (SKOS.inScheme, SKOS.topConceptOf)
            for scheme in set(self.statements.resources(iri, property_))
        )
        for scheme in self.statements.subjects(RDF.type, SKOS.ConceptScheme):
            counts[scheme] += 0
        return min(counts, key=lambda scheme: (-counts[scheme], scheme)) if counts else None

    def _ids(self) -> dict[str, str]:
        """The ids of the concepts: their IRIs without the common beginning, else the whole IRI."""
        starts = []
        if self.scheme is not None:
            plain = self.scheme.rstrip("/#")
            starts += [f"{plain}/", f"{plain}#"]
        inside = [iri for iri in self.concepts if iri.startswith(tuple(starts))] if starts else []
        if len(inside) < len(self.concepts):
            starts = [_common_start(self.concepts)]
        short = {iri: _without(iri, starts) for iri in self.concepts}
        counts = Counter(short.values())
        return {
            iri: identifier(
                id_ if id_ and counts[id_] == 1 and id_ not in short else iri, self.path, iri[:80]
            )
            for iri, id_ in short.items()
        }

    # -- a concept ----------------------------------------------------------------

    def _item(self, iri: str) -> Item:
        label = self._text(iri, SKOS.prefLabel, f"{_XL}prefLabel") or self._text(iri, RDFS.label)
        others = self._texts(iri, SKOS.altLabel, f"{_XL}altLabel")
        texts = (*self._texts(iri, SKOS.definition), *self._texts(iri, SKOS.scopeNote))
        types = (
            name
            for name, class_ in ITEM_TYPES.items()
            if name != "Item" and class_ in self.statements.resources(iri, RDF.type)
        )
        return Item(
            id=self.ids[iri],
            type=next(types, "Item"),
            notation=self._text(iri, SKOS.notation),
            label=label,
            pref_label=label,
            alt_labels=tuple(dict.fromkeys(other for other in others if other != label)),
            text=words(" ".join(texts), self.path, iri[:80]),
        )

    def _texts(self, iri: str, *predicates: str) -> list[str]:
        literals = chosen(self.statements.literals(iri, *predicates), self.language)
        return [text for value in literals if (text := words(value, self.path, iri[:80]))]

    def _text(self, iri: str, *predicates: str) -> str | None:
        return next(iter(self._texts(iri, *predicates)), None)

    # -- between concepts -----------------------------------------------------------

    def _hierarchy(self) -> tuple[dict[str, str | None], list[Association]]:
        """The one parent of each concept, and links to further broader concepts."""
        broader: dict[str, set[str]] = {iri: set() for iri in self.concepts}
        for iri in self.concepts:
            for other in self.statements.resources(iri, SKOS.broader):
                if other in broader and other != iri:
                    broader[iri].add(other)
            for other in self.statements.resources(iri, SKOS.narrower):
                if other in broader and other != iri:
                    broader[other].add(iri)
        parents: dict[str, str | None] = {
            iri: min(above, default=None) for iri, above in broader.items()
        }
        for cycle in list(cycles(parents)):
            parents[min(cycle)] = None
        further = [
            self._link(iri, "broaderTransitive", other)
            for iri, above in broader.items()
            for other in sorted(above)
            if other != parents[iri]
        ]
        return parents, further

    def _related(self, parents: Mapping[str, str | None]) -> Iterator[Association]:
        """The related concepts, both ways; in SKOS a broader concept cannot be related."""
        for iri in self.concepts:
            for other in self.statements.resources(iri, SKOS.related):
                if other in self.ids and other != iri and iri not in (parents[other], other):
                    if parents[iri] == other:
                        continue
                    yield self._link(iri, "related", other)
                    yield self._link(other, "related", iri)

    def _link(self, origin: str, type_: str, destination: str) -> Association:
        return Association(origin=self.ids[origin], type=type_, destination=self.ids[destination])

    def _fault(self, problem: str, advice: str) -> FormatError:
        return FormatError(self.path, None, problem, advice)


def _order(item: Item) -> tuple[object, ...]:
    return (
        item.notation is None,
        natural_order(item.notation or ""),
        item.label is None,
        natural_order((item.label or "").casefold()),
        item.id,
    )


def _common_start(iris: list[str]) -> str:
    """The common beginning of sorted IRIs up to a `/`, `#` or `:`, but never a whole IRI."""
    first, last = iris[0], iris[-1]
    length = 0
    for a, b in zip(first, last, strict=False):
        if a != b:
            break
        length += 1
    common = first[: min(length, len(first) - 1)]
    return common[: max(common.rfind(sign) for sign in "/#:") + 1]


def _without(iri: str, starts: list[str]) -> str:
    return next((iri[len(start) :] for start in starts if iri.startswith(start)), iri)
