"""Makes an edition from the concepts and collections of a SKOS vocabulary, with all it says."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from pyoxigraph import Triple

from guidegraph.graph.reading import (
    in_context,
    item_in_language,
    languages_of,
    links_between,
    main_language,
    notation_of,
    title_in,
    type_of,
)
from guidegraph.graph.statements import literals_in, statements_by_owner
from guidegraph.graph.vocab import DCTERMS, RDF, RDFS, SKOS
from guidegraph.importers.assemble import (
    assembled,
    check_count,
    cycles,
    date_of_issue,
    in_document_order,
    natural_order,
)
from guidegraph.importers.importer import Document
from guidegraph.importers.rdf import StatementIndex
from guidegraph.importers.words import identifier, quoted, words
from guidegraph.model.edition import Edition, Item, SourceKind
from guidegraph.model.errors import FormatError, GuidegraphWarning
from guidegraph.model.statement import Role, Statement, StatementKind


__all__ = ["edition_from_concepts"]

_COLLECTIONS: Final = (SKOS.OrderedCollection, SKOS.Collection)
_ISSUED: Final = (DCTERMS.issued, DCTERMS.modified, DCTERMS.created)
_TITLES: Final = (DCTERMS.title, SKOS.prefLabel, RDFS.label)
_DEFAULT: Final = "en"
_WORDED: Final = (Role.LABEL, Role.ALT_LABEL, Role.TEXT, Role.NOTATION)


def edition_from_concepts(
    document: Document, triples: Sequence[Triple], base: str | None = None
) -> Edition:
    """
    The edition of all concepts and collections in a graph, whatever their scheme.

    Each triple is in the statements of an item or of the edition, or in the residue.

    Args:
        document: where the graph is from.
        triples: the graph.
        base: the IRI that relative IRIs in the file were resolved against, if it has any.

    Raises:
        FormatError: there are no concepts.
    """
    return _Vocabulary(document, triples).edition(base)


class _Vocabulary:
    def __init__(self, document: Document, triples: Sequence[Triple]) -> None:
        self.document = document
        self.path = document.path
        self.index = StatementIndex(triples)
        self.collections = self._collections()
        self.concepts = self._concepts()
        self.iris = sorted({*self.concepts, *self.collections})
        self.scheme = self._scheme()
        self.ids = self._ids()
        owners = [*self.iris, *([self.scheme] if self.scheme else [])]
        self.said = statements_by_owner(triples, owners)

    def edition(self, base: str | None) -> Edition:
        items = {iri: self._item(iri) for iri in self.iris}
        languages = languages_of(items.values())
        statements = self.said.owned.get(self.scheme or "", ())
        language = self._language(items.values(), statements)
        items = {iri: item_in_language(item, language) for iri, item in items.items()}
        parents = self._hierarchy()
        ordered = sorted(self.iris, key=lambda iri: _order(items[iri], iri in self.collections))
        kept = [iri for iri in ordered if parents[iri] or parents[iri] is None]
        placed = in_document_order(
            (items[iri] for iri in kept),
            {
                items[iri].id: None if (above := parents[iri]) is None else self.ids[above]
                for iri in kept
            },
        )
        made = assembled(
            self.document,
            title=title_in(statements, language),
            language=language,
            issued=self._issued(statements),
            publisher=self._publisher(statements),
            items=placed,
            associations=links_between(placed),
        )
        return replace(
            made,
            iri=self.scheme or made.iri,
            source_kind=SourceKind.RDF,
            base=base,
            ordered=False,
            identified=True,
            languages=languages,
            statements=statements,
            residue=self.said.residue,
        )

    # -- what there is ------------------------------------------------------------

    def _collections(self) -> frozenset[str]:
        found = {iri for class_ in _COLLECTIONS for iri in self.index.subjects(RDF.type, class_)}
        return frozenset(iri for iri in found if not iri.startswith("_:"))

    def _concepts(self) -> frozenset[str]:
        index = self.index
        others = {
            iri
            for class_ in (SKOS.ConceptScheme, *_COLLECTIONS)
            for iri in index.subjects(RDF.type, class_)
        }
        found = {
            *index.subjects(RDF.type, SKOS.Concept),
            *index.subjects(SKOS.inScheme),
            *index.subjects(SKOS.topConceptOf),
        } - others
        if not found:
            found = set(index.subjects(SKOS.prefLabel)) - others
        named = frozenset(iri for iri in found if not iri.startswith("_:"))
        if not found and not self.collections:
            raise self._fault("no skos:Concept in it", "give a vocabulary in SKOS")
        check_count(len(named) + len(self.collections), self.path)
        if len(named) < len(found):
            self._refuse_nameless(found - named, fatal=not named)
        return named

    def _refuse_nameless(self, blank: Collection[str], *, fatal: bool) -> None:
        labels = sorted(
            literal.value for name in blank for literal in self.index.literals(name, SKOS.prefLabel)
        )
        problem = f"concepts without an IRI ({len(blank)})" + (
            f", among them {quoted(labels[0])}" if labels else ""
        )
        if fatal:
            raise self._fault(problem, "give each concept an IRI")
        warnings.warn(
            f"{self.path}: {problem}; they are kept, but are no items: give each an IRI",
            GuidegraphWarning,
            stacklevel=2,
        )

    def _scheme(self) -> str | None:
        """The scheme that most of the concepts are in."""
        counts = Counter(
            scheme
            for iri in self.concepts
            for property_ in (SKOS.inScheme, SKOS.topConceptOf)
            for scheme in set(self.index.resources(iri, property_))
        )
        for scheme in self.index.subjects(RDF.type, SKOS.ConceptScheme):
            counts[scheme] += 0
        for name in list(counts):
            if name.startswith("_:") or name in self.concepts or name in self.collections:
                del counts[name]
        return min(counts, key=lambda scheme: (-counts[scheme], scheme)) if counts else None

    def _ids(self) -> dict[str, str]:
        """The ids of the items: their IRIs without the common beginning, else the whole IRI."""
        starts = []
        if self.scheme is not None:
            plain = self.scheme.rstrip("/#")
            starts += [f"{plain}/", f"{plain}#"]
        inside = [iri for iri in self.iris if iri.startswith(tuple(starts))] if starts else []
        if len(inside) < len(self.iris):
            starts = [_common_start(self.iris)]
        short = {iri: _without(iri, starts) for iri in self.iris}
        counts = Counter(short.values())
        return {
            iri: identifier(
                id_ if id_ and counts[id_] == 1 and id_ not in short else iri, self.path, iri[:80]
            )
            for iri, id_ in short.items()
        }

    def _language(self, items: Collection[Item], statements: Sequence[Statement]) -> str:
        """
        The language to read: the one of the manifest if it is not the default and there; else the
        one in which most is said, of several that of the title, or English.
        """
        wanted = self.document.manifest.language
        if wanted != _DEFAULT and any(_is_in(tag, wanted) for tag in languages_of(items)):
            return wanted
        titles = (each.language for each in statements if each.property in _TITLES)
        return main_language(items, [*filter(None, titles), _DEFAULT]) or wanted

    # -- an item ------------------------------------------------------------------

    def _item(self, iri: str) -> Item:
        statements = in_context(self.said.owned.get(iri, ()))
        for each in statements:
            if each.role in _WORDED:
                for literal in literals_in(each):
                    words(literal.value, self.path, iri[:80])
        return Item(
            id=self.ids[iri],
            type=type_of(statements),
            notation=notation_of(statements),
            iri=iri,
            statements=statements,
        )

    # -- of the scheme --------------------------------------------------------------

    def _issued(self, statements: Sequence[Statement]) -> str | None:
        values = (
            date_of_issue(each.value)
            for property_ in _ISSUED
            for each in statements
            if each.property == property_
        )
        return next((value for value in values if value), None)

    def _publisher(self, statements: Sequence[Statement]) -> str | None:
        for each in statements:
            if each.property == DCTERMS.publisher:
                named = (
                    inner.value
                    for inner in each.about
                    if inner.property.rsplit("/", 1)[-1].rsplit("#", 1)[-1] in ("name", "label")
                )
                # An address alone is no name; the statement has it.
                plain = each.value if each.kind is StatementKind.LITERAL else None
                return words(next(named, plain) or "", self.path, None)
        return None

    # -- between items --------------------------------------------------------------

    def _hierarchy(self) -> dict[str, str | None]:
        """The one parent of each concept."""
        broader: dict[str, set[str]] = {iri: set() for iri in self.iris}
        for iri in self.concepts:
            for other in self.index.resources(iri, SKOS.broader):
                if other in self.concepts and other != iri:
                    broader[iri].add(other)
            for other in self.index.resources(iri, SKOS.narrower):
                if other in self.concepts and other != iri:
                    broader[other].add(iri)
        parents: dict[str, str | None] = {
            iri: min(above, default=None) for iri, above in broader.items()
        }
        for cycle in list(cycles(parents)):
            parents[min(cycle)] = None
        return parents

    def _fault(self, problem: str, advice: str) -> FormatError:
        return FormatError(self.path, None, problem, advice)


def _is_in(tag: str, language: str) -> bool:
    return tag.lower() == language.lower() or tag.lower().startswith(f"{language.lower()}-")


def _order(item: Item, last: bool) -> tuple[object, ...]:
    return (
        last,
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
