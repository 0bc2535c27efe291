"""
The content of a library as RDF triples: the works, their versions, how these are linked, and
where each is available (DCAT, VoID).

Three kinds of IRIs are used. `{base}` is the work that its editions are versions of, whichever is
the latest; `{base}{edition}` is one version; `{base}#catalogue` is the library as a data set.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Triple

from guidegraph.graph.build import ISSUED_TYPES, sibling_iri
from guidegraph.graph.changes import change_set_iri
from guidegraph.graph.triples import (
    link_to,
    part_iri,
    plain_text,
    rights_facts,
    typed_value,
    whole_number,
    words_in,
)
from guidegraph.graph.vocab import DCAT, DCTERMS, GG, OA, OWL, PROV, RDF, SKOS, VOID
from guidegraph.model.changes import Comparison, Ref
from guidegraph.model.correspondence import correspondences
from guidegraph.model.edition import Edition, Provenance


__all__ = ["Distribution", "catalogue_graph", "catalogue_iri"]

_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
# Types that are not registered with IANA have no IRI there.
_UNREGISTERED = ("text/x-", "text/rdf-patch", "application/x-", "application/graphml")
# A dump of VoID is RDF.
_RDF = frozenset(
    f"{'text' if name == 'turtle' else 'application'}/{name}"
    for name in ("ld+json", "n-quads", "n-triples", "rdf+xml", "trig", "turtle")
)
_VOCABULARIES = (DCTERMS, GG, OA, PROV, SKOS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """
    A file with a data set (`dcat:Distribution`).

    Attributes:
        form: the name of its format, such as `turtle`; a data set has one file of each.
        url: its address.
        media_type: such as `text/turtle`.
        size: the number of bytes, if known.
    """

    form: str
    url: str
    media_type: str
    size: int | None = None


def catalogue_iri(base: str) -> str:
    """
    The IRI of a library as a data set.

    >>> catalogue_iri("https://example.org/rooms/")
    'https://example.org/rooms/#catalogue'
    """
    return part_iri(base, "catalogue")


def catalogue_graph(
    *,
    title: str,
    base: str,
    editions: Sequence[Edition],
    comparisons: Sequence[Comparison] = (),
    downloads: Mapping[str, Sequence[Distribution]] | None = None,
    triples: Mapping[str, int] | None = None,
    endpoint: str | None = None,
) -> tuple[Triple, ...]:
    """
    The description of a library, its works, its editions, and the links from one edition to
    another.

    Args:
        title: the name of the library.
        base: the IRI that the IRIs of its editions begin with.
        editions: its editions and courses, in the order to list them.
        comparisons: the diffs that are published with it.
        downloads: the files of each data set, by its IRI: `catalogue_iri(base)` for the whole
            library, an edition's IRI, the `change_set_iri` of a diff.
        triples: the number of triples of a data set, by its IRI, if known.
        endpoint: the address of a SPARQL endpoint for all of it.
    """
    catalogue = _Catalogue(
        title=title,
        iri=catalogue_iri(base),
        editions=editions,
        comparisons=comparisons,
        downloads=downloads or {},
        triples=triples or {},
        endpoint=endpoint,
    )
    return tuple(catalogue)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Catalogue:
    title: str
    iri: str
    editions: Sequence[Edition]
    comparisons: Sequence[Comparison]
    downloads: Mapping[str, Sequence[Distribution]]
    triples: Mapping[str, int]
    endpoint: str | None

    def __iter__(self) -> Iterator[Triple]:
        yield from self._library()
        works = dict.fromkeys(each.version_of for each in self.editions if each.version_of)
        for work in works:
            yield from self._work(work)
        for edition in self.editions:
            yield from self._edition(edition)
        for comparison in self.comparisons:
            yield from self._changes(comparison)

    def _library(self) -> Iterator[Triple]:
        iri = self.iri
        yield link_to(iri, RDF.type, DCAT.Catalog)
        yield link_to(iri, RDF.type, VOID.Dataset)
        yield plain_text(iri, DCTERMS.title, self.title)
        parts = [edition.address for edition in self.editions]
        parts += [change_set_iri(comparison) for comparison in self.comparisons]
        for part in parts:
            yield link_to(iri, DCAT.dataset, part)
        for part in parts:
            yield link_to(iri, VOID.subset, part)
        for language in dict.fromkeys(edition.language for edition in self.editions):
            yield plain_text(iri, DCTERMS.language, language)
        publishers = (edition.provenance.publisher for edition in self.editions)
        for publisher in dict.fromkeys(publishers):
            if publisher:
                yield plain_text(iri, DCTERMS.publisher, publisher)
        for vocabulary in _VOCABULARIES:
            yield link_to(iri, VOID.vocabulary, vocabulary.NAMESPACE)
        if self.endpoint:
            yield link_to(iri, VOID.sparqlEndpoint, self.endpoint)
        yield from self._where(iri, None)

    def _work(self, work: str) -> Iterator[Triple]:
        """
        A work, its versions, and the current one if that is clear.

        A course teaches a work; it is not a version of it.
        """
        versions = [
            edition
            for edition in self.editions
            if edition.version_of == work and edition.type == "Edition"
        ]
        if not versions:
            return
        yield link_to(work, RDF.type, DCAT.Resource)
        for edition in versions:
            yield link_to(work, DCAT.hasVersion, edition.address)
        superseded = {origin for edition in versions for origin in _origins(edition)}
        latest = [edition for edition in versions if edition.address not in superseded]
        if len(latest) == 1:
            yield link_to(work, DCAT.hasCurrentVersion, latest[0].address)
            yield link_to(work, OWL.versionIRI, latest[0].address)

    def _edition(self, edition: Edition) -> Iterator[Triple]:
        iri = edition.address
        yield link_to(iri, RDF.type, SKOS.ConceptScheme)
        yield link_to(iri, RDF.type, GG.NAMESPACE + edition.type)
        yield link_to(iri, RDF.type, DCAT.Dataset)
        yield link_to(iri, RDF.type, VOID.Dataset)
        yield plain_text(iri, DCTERMS.identifier, edition.id)
        yield words_in(iri, DCTERMS.title, edition.title, edition.language)
        yield plain_text(iri, DCTERMS.language, edition.language)
        if edition.issued:
            kind = ISSUED_TYPES[len(edition.issued)]
            yield typed_value(iri, DCTERMS.issued, edition.issued, kind)
        yield from rights_facts(iri, edition.provenance)
        if edition.version_of:
            yield link_to(iri, DCTERMS.isVersionOf, edition.version_of)
        yield plain_text(iri, OWL.versionInfo, edition.id)
        yield plain_text(iri, DCAT.version, edition.id)
        for other in edition.provenance.revision_of:
            yield link_to(iri, DCAT.previousVersion, sibling_iri(edition, other))
        for other in edition.provenance.revision_of:
            yield link_to(iri, DCTERMS.replaces, sibling_iri(edition, other))
        for other in edition.provenance.derived_from:
            yield link_to(iri, PROV.wasDerivedFrom, sibling_iri(edition, other))
        for later in self.editions:
            if iri in (sibling_iri(later, other) for other in later.provenance.revision_of):
                yield link_to(iri, DCTERMS.isReplacedBy, later.address)
        yield plain_text(iri, VOID.uriSpace, f"{iri}/")
        yield link_to(iri, VOID.rootResource, edition.iri)
        if edition.items:
            yield link_to(iri, VOID.exampleResource, edition.iri_of(edition.items[0].id))
        yield whole_number(iri, VOID.entities, len(edition.items))
        yield from self._where(iri, edition.provenance)

    def _changes(self, comparison: Comparison) -> Iterator[Triple]:
        """A diff, and the links for each old edition and property of SKOS."""
        iri = change_set_iri(comparison)
        yield link_to(iri, RDF.type, GG.ChangeSet)
        yield link_to(iri, RDF.type, DCAT.Dataset)
        yield link_to(iri, RDF.type, VOID.Dataset)
        names = " and ".join(edition.title for edition in comparison.old)
        title = f"What changed from {names} to {comparison.new.title}"
        yield words_in(iri, DCTERMS.title, title, "en")
        for edition in comparison.old:
            yield link_to(iri, GG.oldEdition, edition.address)
        yield link_to(iri, GG.newEdition, comparison.new.address)
        linksets = list(_linksets(comparison))
        for linkset, *_ in linksets:
            yield link_to(iri, VOID.subset, linkset)
        yield from self._where(iri, None)
        for linkset, old, property_, count in linksets:
            yield link_to(linkset, RDF.type, VOID.Linkset)
            yield link_to(linkset, VOID.subjectsTarget, old)
            yield link_to(linkset, VOID.objectsTarget, comparison.new.address)
            yield link_to(linkset, VOID.linkPredicate, property_)
            yield whole_number(linkset, VOID.triples, count)

    def _where(self, iri: str, provenance: Provenance | None) -> Iterator[Triple]:
        """The size and the files of a data set, with the rights of each file."""
        if iri in self.triples:
            yield whole_number(iri, VOID.triples, self.triples[iri])
        downloads = self.downloads.get(iri, ())
        files = [part_iri(iri, each.form) for each in downloads]
        for download in downloads:
            if download.media_type in _RDF:
                yield link_to(iri, VOID.dataDump, download.url)
        for file in files:
            yield link_to(iri, DCAT.distribution, file)
        for file, download in zip(files, downloads, strict=True):
            yield link_to(file, RDF.type, DCAT.Distribution)
            yield plain_text(file, DCTERMS.title, download.form)
            yield link_to(file, DCAT.downloadURL, download.url)
            if download.media_type.startswith(_UNREGISTERED):
                yield plain_text(file, DCTERMS.format, download.media_type)
            else:
                yield link_to(file, DCAT.mediaType, f"{_MEDIA_TYPES}{download.media_type}")
            if download.size is not None:
                yield whole_number(file, DCAT.byteSize, download.size)
            if provenance is not None:
                yield from rights_facts(file, provenance)


def _origins(edition: Edition) -> Iterator[str]:
    provenance = edition.provenance
    for other in (*provenance.revision_of, *provenance.derived_from):
        yield sibling_iri(edition, other)


def _linksets(comparison: Comparison) -> Iterator[tuple[str, str, str, int]]:
    """
    The IRI of each set of links, its old edition, its property, and the number of links.

    VoID requires one property and two data sets in each.
    """
    new = comparison.new
    before: Mapping[str, Edition] = {edition.id: edition for edition in comparison.old}
    counts: Counter[tuple[str, str]] = Counter()
    seen: set[tuple[Ref, str, str]] = set()
    for each in correspondences(comparison):
        fact = (each.old, each.property.value, each.new.id)
        edition = before[each.old.edition]
        if fact not in seen and edition.iri_of(each.old.id) != new.iri_of(each.new.id):
            seen.add(fact)
            counts[edition.address, each.property.value] += 1
    for edition in comparison.old:
        for (old, property_), count in sorted(counts.items()):
            if old == edition.address:
                name = f"{edition.id}-{property_.removeprefix(SKOS.NAMESPACE)}"
                iri = change_set_iri(comparison)
                yield part_iri(iri, name), old, property_, count
