"""
An edition in the words of schema.org: a set of defined terms; or a course that teaches them.

No context is fetched: the document says itself what its names mean.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from guidegraph.export.embedded import filled, in_language, to_embeddable_json
from guidegraph.export.exporter import exporter
from guidegraph.graph.build import item_iri, sibling_iri
from guidegraph.graph.triples import part_iri
from guidegraph.model.edition import Edition, Item


_REFERENCE = {"@type": "@id"}
_WORDS = {"@container": "@language"}
_CONTEXT: dict[str, Any] = {
    "@vocab": "https://schema.org/",
    "about": _REFERENCE,
    "alternateName": _WORDS,
    "assesses": _REFERENCE,
    "copyrightNotice": _WORDS,
    "description": _WORDS,
    "hasDefinedTerm": _REFERENCE,
    "hasPart": _REFERENCE,
    "inDefinedTermSet": _REFERENCE,
    "isBasedOn": _REFERENCE,
    "isPartOf": _REFERENCE,
    "mentions": _REFERENCE,
    "name": _WORDS,
    "publisher": _REFERENCE,
    "teaches": _REFERENCE,
    "text": _WORDS,
}


@exporter(
    media_type="application/ld+json",
    suffix=".jsonld",
    lossless=False,
    losses="Notations of items, footnotes, hyperlinks, lineage and the places quoted are not held, "
    "and the class of an item only as a text.",
)
def export(edition: Edition) -> bytes:
    """The edition as a `DefinedTermSet`, or the course as a `Course`."""
    nodes = _course(edition) if edition.type == "Course" else _terms(edition)
    return to_embeddable_json(
        {"@context": _CONTEXT, "@graph": [*_whole(edition), *(filled(node) for node in nodes)]}
    )


def _whole(edition: Edition) -> Iterator[dict[str, Any]]:
    course = edition.type == "Course"
    provenance, language = edition.provenance, edition.language
    publisher = part_iri(edition.iri, "publisher") if provenance.publisher else None
    based = dict.fromkeys((*provenance.revision_of, *provenance.derived_from))
    yield filled(
        {
            "@id": edition.iri,
            "@type": "Course" if course else "DefinedTermSet",
            "identifier": edition.id,
            "name": {language: edition.title},
            "inLanguage": language,
            "datePublished": edition.issued,
            "publisher": publisher,
            "copyrightNotice": in_language(provenance.rights, language),
            "isBasedOn": [sibling_iri(edition, other) for other in based],
            "hasPart" if course else "hasDefinedTerm": [
                edition.iri_of(item.id) for item in edition.items
            ],
        }
    )
    if publisher:
        yield {"@id": publisher, "@type": "Organization", "name": {language: provenance.publisher}}


def _terms(edition: Edition) -> Iterator[dict[str, Any]]:
    for item in edition.items:
        above = item.parent
        yield {
            **_common(edition, item),
            "@type": "DefinedTerm",
            "termCode": item.id,
            "description": in_language(item.text, edition.language),
            "inDefinedTermSet": edition.iri,
            "isPartOf": edition.iri_of(above) if above else None,
            "about": [edition.iri_of(term) for term in edition.terms.get(item.id, ())],
        }


def _course(edition: Edition) -> Iterator[dict[str, Any]]:
    for item in edition.items:
        links = edition.links_from.get(item.id, ())
        yield {
            **_common(edition, item),
            "@type": "LearningResource",
            "identifier": item.id,
            "text": in_language(item.text, edition.language),
            "isPartOf": edition.iri_of(item.parent) if item.parent else edition.iri,
            **{
                how: [
                    item_iri(edition, link.destination, link.edition)
                    for link in links
                    if link.type == how
                ]
                for how in ("teaches", "assesses", "mentions")
            },
        }


def _common(edition: Edition, item: Item) -> dict[str, Any]:
    language = edition.language
    return {
        "@id": edition.iri_of(item.id),
        "additionalType": item.type,
        "name": in_language(item.pref_label or item.label or item.name, language),
        "alternateName": {language: list(item.alt_labels)} if item.alt_labels else None,
        "position": item.position,
    }
