"""An edition as RDF triples, in a fixed order; blank nodes are those of its source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType
from urllib.parse import quote

from pyoxigraph import Triple

from guidegraph.graph.reading import COLLECTIONS
from guidegraph.graph.release import graph_of_release
from guidegraph.graph.said import said_of
from guidegraph.graph.triples import (
    link_to,
    part_iri,
    plain_text,
    typed_value,
    whole_number,
    words_in,
)
from guidegraph.graph.vocab import (
    ASSOCIATIONS,
    DCTERMS,
    GG,
    ITEM_TYPES,
    OA,
    OWL,
    PROV,
    RDF,
    SCHEMA,
    SKOS,
    XSD,
)
from guidegraph.model.edition import Edition, Item, SourceKind
from guidegraph.model.names import iri_path
from guidegraph.model.source import Span


__all__ = [
    "ASSOCIATION_PROPERTIES",
    "ISSUED_TYPES",
    "edition_iri",
    "item_iri",
    "sibling_iri",
    "to_graph",
]

# A second parent: `skos:broader` is for the first, and also implies this property.
ASSOCIATION_PROPERTIES = MappingProxyType(
    {**ASSOCIATIONS, "related": SKOS.related, "broaderTransitive": SKOS.broaderTransitive}
)
"""The property of each association type."""

_LAST_PART = re.compile(r"[^/#:]*\Z")
ISSUED_TYPES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}
"""The datatype of a date of issue, by the number of its characters."""


def to_graph(edition: Edition) -> tuple[Triple, ...]:
    """
    The triples of an edition, its source, its items in document order, its passages; those of an
    edition from RDF are its own, and what queries need in addition.
    """
    return tuple(_Builder(edition).triples())


def edition_iri(edition: Edition) -> str:
    """
    The IRI of this edition in its graph, and of the graph: its address. If that is the IRI of a
    concept scheme, which all its releases have, the edition is a fragment of it.
    """
    if edition.source_kind is SourceKind.RDF and edition.address == edition.iri:
        return part_iri(edition.iri, edition.id)
    return edition.address


def item_iri(edition: Edition, item_id: str, other_edition: str | None = None) -> str:
    """The IRI of an item, of *edition* or of another edition of the same library."""
    if other_edition is None:
        return edition.iri_of(item_id)
    return f"{sibling_iri(edition, other_edition)}/{iri_path(item_id)}"


def sibling_iri(edition: Edition, other: str) -> str:
    """The address of another edition of the same library."""
    address = edition.address
    start = address.removesuffix(edition.id)
    if start == address:
        start = _LAST_PART.sub("", address)
    return f"{start}{other}"


class _Builder:
    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.iri = edition_iri(edition)
        # The name of a file may have characters that an IRI cannot have.
        self.source = f"{self.iri}/{quote(edition.source.file)}" if edition.source else None

    def triples(self) -> Iterator[Triple]:
        yield from self._edition()
        if self.edition.source_kind is SourceKind.RDF:
            yield from graph_of_release(self.edition, self.iri)
            return
        for order, item in enumerate(self.edition.items, start=1):
            yield from self._item(item, order)
        yield from self._source()

    def _edition(self) -> Iterator[Triple]:
        edition, iri = self.edition, self.iri
        provenance = edition.provenance
        yield link_to(iri, RDF.type, SKOS.ConceptScheme)
        yield link_to(iri, RDF.type, GG.NAMESPACE + edition.type)
        yield plain_text(iri, DCTERMS.identifier, edition.id)
        yield self._words(iri, DCTERMS.title, edition.title)
        if edition.title_printed:
            yield self._words(iri, GG.printedLabel, edition.title)
        yield plain_text(iri, DCTERMS.language, edition.language)
        if edition.issued:
            yield typed_value(
                iri, DCTERMS.issued, edition.issued, ISSUED_TYPES[len(edition.issued)]
            )
        if provenance.publisher:
            yield plain_text(iri, DCTERMS.publisher, provenance.publisher)
        if provenance.rights:
            yield plain_text(iri, DCTERMS.rights, provenance.rights)
        if edition.version_of:
            yield link_to(iri, DCTERMS.isVersionOf, edition.version_of)
        for other in provenance.revision_of:
            yield link_to(iri, PROV.wasRevisionOf, sibling_iri(edition, other))
        for other in provenance.derived_from:
            yield link_to(iri, PROV.wasDerivedFrom, sibling_iri(edition, other))
        for span in edition.title_spans:
            yield link_to(iri, GG.quotedFrom, self._place(span))
        for item in edition.children.get(None, ()):
            if item.type not in COLLECTIONS:
                yield link_to(iri, SKOS.hasTopConcept, edition.iri_of(item.id))
        if self.source:
            yield link_to(iri, DCTERMS.source, self.source)
        yield from self._reading()

    def _reading(self) -> Iterator[Triple]:
        """What the edition was read from, and what it says of itself and of other resources."""
        edition, iri = self.edition, self.iri
        if edition.iri != iri:
            yield link_to(iri, PROV.specializationOf, edition.iri)
        if edition.source_kind is not None:
            yield plain_text(iri, GG.sourceKind, edition.source_kind)
        if edition.base is not None:
            yield typed_value(iri, GG.base, edition.base, XSD.anyURI)
        if not edition.ordered:
            yield typed_value(iri, GG.ordered, "false", XSD.boolean)
        if edition.identified:
            yield typed_value(iri, GG.identified, "true", XSD.boolean)
        if edition.languages:
            yield plain_text(iri, GG.languages, " ".join(edition.languages))
        if edition.source_kind is not SourceKind.RDF:
            yield from said_of(iri, edition.statements)
            yield from said_of(iri, edition.residue, (GG.residue, GG.residue))

    def _item(self, item: Item, order: int) -> Iterator[Triple]:
        edition, iri = self.edition, self.edition.iri_of(item.id)
        yield link_to(iri, RDF.type, SKOS.Concept)
        yield link_to(iri, RDF.type, ITEM_TYPES.get(item.type, GG.Item))
        if item.type not in ITEM_TYPES:
            yield plain_text(iri, DCTERMS.type, item.type)
        yield plain_text(iri, DCTERMS.identifier, item.id)
        yield link_to(iri, SKOS.inScheme, self.iri)
        if item.notation is not None:
            yield plain_text(iri, SKOS.notation, item.notation)
        if item.marker is not None:
            yield plain_text(iri, GG.marker, item.marker)
        if item.label is not None:
            yield self._words(iri, GG.printedLabel, item.label)
        if item.pref_label is not None:
            yield self._words(iri, SKOS.prefLabel, item.pref_label)
        for name in item.alt_labels:
            yield self._words(iri, SKOS.altLabel, name)
        if item.text is not None:
            yield self._words(iri, SKOS.definition, item.text)
        if item.parent is None:
            yield link_to(iri, SKOS.topConceptOf, self.iri)
        else:
            yield link_to(iri, SKOS.broader, edition.iri_of(item.parent))
        yield whole_number(iri, GG.position, item.position)
        yield whole_number(iri, GG.order, order)
        if item.lineage is not None:
            yield link_to(iri, DCTERMS.isVersionOf, item.lineage)
        for later in item.replaced_by:
            yield link_to(iri, DCTERMS.isReplacedBy, later)
        if item.status is not None:
            yield typed_value(iri, OWL.deprecated, "true", XSD.boolean)
            yield plain_text(iri, GG.status, item.status)
        for link in edition.links_from.get(item.id, ()):
            destination = item_iri(edition, link.destination, link.edition)
            yield link_to(iri, ASSOCIATION_PROPERTIES[link.type], destination)
        for number in range(1, len(item.notes) + 1):
            yield link_to(iri, GG.footnote, part_iri(iri, f"note-{number}"))
        for number in range(1, len(item.links) + 1):
            yield link_to(iri, GG.hyperlink, part_iri(iri, f"link-{number}"))
        for span in item.spans:
            yield link_to(iri, GG.quotedFrom, self._place(span))
        yield from self._parts(item, iri)
        yield from said_of(iri, item.statements)

    def _parts(self, item: Item, iri: str) -> Iterator[Triple]:
        for number, note in enumerate(item.notes, start=1):
            part = part_iri(iri, f"note-{number}")
            yield link_to(part, RDF.type, GG.Footnote)
            yield plain_text(part, GG.mark, note.mark)
            yield self._words(part, RDF.value, note.text)
            yield plain_text(part, GG.anchor, note.anchor)
            yield whole_number(part, GG.offset, note.offset)
            yield whole_number(part, GG.order, number)
        for number, link in enumerate(item.links, start=1):
            part = part_iri(iri, f"link-{number}")
            yield link_to(part, RDF.type, GG.Hyperlink)
            yield plain_text(part, GG.linkWords, link.words)
            yield typed_value(part, GG.target, link.target, XSD.anyURI)
            yield whole_number(part, GG.order, number)

    def _source(self) -> Iterator[Triple]:
        edition = self.edition
        if edition.source is None or self.source is None:
            return
        yield link_to(self.source, RDF.type, GG.SourceDocument)
        yield plain_text(self.source, DCTERMS.identifier, edition.source.file)
        yield plain_text(self.source, SCHEMA.sha256, edition.source.sha256)
        for span in edition.furniture:
            yield link_to(self.source, GG.furniture, self._place(span))
        spans = {*edition.title_spans, *edition.furniture}
        spans.update(span for item in edition.items for span in item.spans)
        for span in sorted(spans):
            place = self._place(span)
            yield link_to(place, RDF.type, OA.TextPositionSelector)
            yield link_to(place, RDF.type, OA.TextQuoteSelector)
            yield whole_number(place, OA.start, span.start)
            yield whole_number(place, OA.end, span.end)
            yield plain_text(place, OA.exact, span.exact)
            yield plain_text(place, GG.role, span.role)

    def _place(self, span: Span) -> str:
        """The IRI of a passage, as a fragment of the source (RFC 5147)."""
        return part_iri(self.source or "", f"char={span.start},{span.end}")

    def _words(self, subject: str, predicate: str, words: str) -> Triple:
        return words_in(subject, predicate, words, self.edition.language)
