"""
An edition as RDF triples, in a fixed order and without blank nodes.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from guidegraph.graph.vocab import (
    ASSOCIATIONS,
    DCTERMS,
    GG,
    ITEM_TYPES,
    OA,
    PROV,
    RDF,
    SCHEMA,
    SKOS,
    XSD,
)
from guidegraph.model.edition import Edition, Item
from guidegraph.model.names import iri_path
from guidegraph.model.source import Span


__all__ = ["ASSOCIATION_PROPERTIES", "ISSUED_TYPES", "item_iri", "sibling_iri", "to_graph"]

# A second parent: `skos:broader` says the first, and whatever is broader is so transitively.
ASSOCIATION_PROPERTIES = MappingProxyType(
    {**ASSOCIATIONS, "related": SKOS.related, "broaderTransitive": SKOS.broaderTransitive}
)
"""The property of each association type."""

ISSUED_TYPES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}
"""The datatype of a date of issue, by the number of its characters."""


def to_graph(edition: Edition) -> tuple[Triple, ...]:
    """
    The triples of an edition: itself, its source, its items in document order, the places quoted.
    """
    return tuple(_Builder(edition).triples())


def item_iri(edition: Edition, item_id: str, other_edition: str | None = None) -> str:
    """
    The IRI of an item, of *edition* or of another edition of the same library.
    """
    iri = edition.iri if other_edition is None else sibling_iri(edition, other_edition)
    return f"{iri}/{iri_path(item_id)}"


def sibling_iri(edition: Edition, other: str) -> str:
    """
    The IRI of another edition of the same library.
    """
    return edition.iri.removesuffix(edition.id) + other


class _Builder:
    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        # The name of a file may hold what an IRI may not.
        self.source = f"{edition.iri}/{quote(edition.source.file)}" if edition.source else None

    def triples(self) -> Iterator[Triple]:
        yield from self._edition()
        for order, item in enumerate(self.edition.items, start=1):
            yield from self._item(item, order)
        yield from self._source()

    def _edition(self) -> Iterator[Triple]:
        edition, iri = self.edition, self.edition.iri
        provenance = edition.provenance
        yield _link(iri, RDF.type, SKOS.ConceptScheme)
        yield _link(iri, RDF.type, GG.NAMESPACE + edition.type)
        yield _text(iri, DCTERMS.identifier, edition.id)
        yield self._words(iri, DCTERMS.title, edition.title)
        if edition.title_printed:
            yield self._words(iri, GG.printedLabel, edition.title)
        yield _text(iri, DCTERMS.language, edition.language)
        if edition.issued:
            yield _typed(iri, DCTERMS.issued, edition.issued, ISSUED_TYPES[len(edition.issued)])
        if provenance.publisher:
            yield _text(iri, DCTERMS.publisher, provenance.publisher)
        if provenance.rights:
            yield _text(iri, DCTERMS.rights, provenance.rights)
        if edition.version_of:
            yield _link(iri, DCTERMS.isVersionOf, edition.version_of)
        for other in provenance.revision_of:
            yield _link(iri, PROV.wasRevisionOf, sibling_iri(edition, other))
        for other in provenance.derived_from:
            yield _link(iri, PROV.wasDerivedFrom, sibling_iri(edition, other))
        for span in edition.title_spans:
            yield _link(iri, GG.quotedFrom, self._place(span))
        for item in edition.children.get(None, ()):
            yield _link(iri, SKOS.hasTopConcept, edition.iri_of(item.id))
        if self.source:
            yield _link(iri, DCTERMS.source, self.source)

    def _item(self, item: Item, order: int) -> Iterator[Triple]:
        edition, iri = self.edition, self.edition.iri_of(item.id)
        yield _link(iri, RDF.type, SKOS.Concept)
        yield _link(iri, RDF.type, ITEM_TYPES.get(item.type, GG.Item))
        if item.type not in ITEM_TYPES:
            yield _text(iri, DCTERMS.type, item.type)
        yield _text(iri, DCTERMS.identifier, item.id)
        yield _link(iri, SKOS.inScheme, edition.iri)
        if item.notation is not None:
            yield _text(iri, SKOS.notation, item.notation)
        if item.marker is not None:
            yield _text(iri, GG.marker, item.marker)
        if item.label is not None:
            yield self._words(iri, GG.printedLabel, item.label)
        if item.pref_label is not None:
            yield self._words(iri, SKOS.prefLabel, item.pref_label)
        for name in item.alt_labels:
            yield self._words(iri, SKOS.altLabel, name)
        if item.text is not None:
            yield self._words(iri, SKOS.definition, item.text)
        if item.parent is None:
            yield _link(iri, SKOS.topConceptOf, edition.iri)
        else:
            yield _link(iri, SKOS.broader, edition.iri_of(item.parent))
        yield _number(iri, GG.position, item.position)
        yield _number(iri, GG.order, order)
        if item.lineage is not None:
            yield _link(iri, DCTERMS.isVersionOf, item.lineage)
        for later in item.replaced_by:
            yield _link(iri, DCTERMS.isReplacedBy, later)
        for link in edition.links_from.get(item.id, ()):
            destination = item_iri(edition, link.destination, link.edition)
            yield _link(iri, ASSOCIATION_PROPERTIES[link.type], destination)
        for number in range(1, len(item.notes) + 1):
            yield _link(iri, GG.footnote, _part(iri, f"note-{number}"))
        for number in range(1, len(item.links) + 1):
            yield _link(iri, GG.hyperlink, _part(iri, f"link-{number}"))
        for span in item.spans:
            yield _link(iri, GG.quotedFrom, self._place(span))
        yield from self._parts(item, iri)

    def _parts(self, item: Item, iri: str) -> Iterator[Triple]:
        for number, note in enumerate(item.notes, start=1):
            part = _part(iri, f"note-{number}")
            yield _link(part, RDF.type, GG.Footnote)
            yield _text(part, GG.mark, note.mark)
            yield self._words(part, RDF.value, note.text)
            yield _text(part, GG.anchor, note.anchor)
            yield _number(part, GG.offset, note.offset)
            yield _number(part, GG.order, number)
        for number, link in enumerate(item.links, start=1):
            part = _part(iri, f"link-{number}")
            yield _link(part, RDF.type, GG.Hyperlink)
            yield _text(part, GG.linkWords, link.words)
            yield _typed(part, GG.target, link.target, XSD.anyURI)
            yield _number(part, GG.order, number)

    def _source(self) -> Iterator[Triple]:
        edition = self.edition
        if edition.source is None or self.source is None:
            return
        yield _link(self.source, RDF.type, GG.SourceDocument)
        yield _text(self.source, DCTERMS.identifier, edition.source.file)
        yield _text(self.source, SCHEMA.sha256, edition.source.sha256)
        for span in edition.furniture:
            yield _link(self.source, GG.furniture, self._place(span))
        spans = {*edition.title_spans, *edition.furniture}
        spans.update(span for item in edition.items for span in item.spans)
        for span in sorted(spans):
            place = self._place(span)
            yield _link(place, RDF.type, OA.TextPositionSelector)
            yield _link(place, RDF.type, OA.TextQuoteSelector)
            yield _number(place, OA.start, span.start)
            yield _number(place, OA.end, span.end)
            yield _text(place, OA.exact, span.exact)
            yield _text(place, GG.role, span.role)

    def _place(self, span: Span) -> str:
        """
        A stretch of the source as a fragment of it (RFC 5147).
        """
        return _part(self.source or "", f"char={span.start},{span.end}")

    def _words(self, subject: str, predicate: str, words: str) -> Triple:
        literal = Literal(words, language=self.edition.language)
        return Triple(NamedNode(subject), NamedNode(predicate), literal)


def _part(iri: str, name: str) -> str:
    """
    The IRI of a part of something: its fragment, or below it where the base ends in `#` already.
    """
    return f"{iri}{'/' if '#' in iri else '#'}{name}"


def _link(subject: str, predicate: str, target: str) -> Triple:
    return Triple(NamedNode(subject), NamedNode(predicate), NamedNode(target))


def _text(subject: str, predicate: str, text: str) -> Triple:
    return Triple(NamedNode(subject), NamedNode(predicate), Literal(text))


def _typed(subject: str, predicate: str, text: str, datatype: str) -> Triple:
    literal = Literal(text, datatype=NamedNode(datatype))
    return Triple(NamedNode(subject), NamedNode(predicate), literal)


def _number(subject: str, predicate: str, number: int) -> Triple:
    return _typed(subject, predicate, str(number), XSD.integer)
