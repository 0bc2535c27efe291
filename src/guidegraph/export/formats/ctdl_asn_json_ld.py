"""
An edition in CTDL-ASN: a competency framework and its competencies.

The names follow the crosswalk to CASE that the Credential Engine published: competencyText is
fullStatement, codedNotation is humanCodingScheme, listID is listEnumeration, competencyCategory is
CFItemType. No context is fetched: the document says itself what its names mean.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from guidegraph.export.embedded import filled, in_language, to_embeddable_json
from guidegraph.export.exporter import exporter
from guidegraph.graph.build import item_iri, sibling_iri
from guidegraph.model.edition import Edition


_WORDS = {"@container": "@language"}
_REFERENCE = {"@type": "@id"}
_CONTEXT: dict[str, Any] = {
    "ceasn": "https://purl.org/ctdlasn/terms/",
    "ceterms": "https://purl.org/ctdl/terms/",
    **{
        f"ceasn:{name}": {"@id": f"ceasn:{name}", **_WORDS}
        for name in (
            "comment",
            "competencyCategory",
            "competencyLabel",
            "competencyText",
            "conceptKeyword",
            "name",
            "publisherName",
            "rights",
        )
    },
    **{
        f"ceasn:{name}": {"@id": f"ceasn:{name}", **_REFERENCE}
        for name in (
            "alignFrom",
            "derivedFrom",
            "hasChild",
            "hasTopChild",
            "isChildOf",
            "isPartOf",
            "isTopChildOf",
            "isVersionOf",
        )
    },
    "ceterms:previousVersion": {"@id": "ceterms:previousVersion", **_REFERENCE},
}


@exporter(
    media_type="application/ld+json",
    suffix=".jsonld",
    lossless=False,
    losses="Where footnotes are marked, hyperlinks, the places quoted, and links to values and "
    "terms are not held; the links of a course only as alignFrom.",
)
def export(edition: Edition) -> bytes:
    """The edition as a `ceasn:CompetencyFramework`."""
    graph = [_framework(edition), *_competencies(edition)]
    return to_embeddable_json({"@context": _CONTEXT, "@graph": [filled(node) for node in graph]})


def _framework(edition: Edition) -> dict[str, Any]:
    provenance, language = edition.provenance, edition.language
    return {
        "@id": edition.iri,
        "@type": "ceasn:CompetencyFramework",
        "ceasn:name": {language: edition.title},
        "ceasn:inLanguage": language,
        "ceasn:dateCreated": edition.issued,
        "ceasn:publisherName": in_language(provenance.publisher, language),
        "ceasn:rights": in_language(provenance.rights, language),
        "ceasn:derivedFrom": [sibling_iri(edition, other) for other in provenance.derived_from],
        "ceterms:previousVersion": [
            sibling_iri(edition, other) for other in provenance.revision_of
        ],
        "ceasn:hasTopChild": [edition.iri_of(item.id) for item in edition.children.get(None, ())],
    }


def _competencies(edition: Edition) -> Iterator[dict[str, Any]]:
    language = edition.language
    for item in edition.items:
        label = item.pref_label or item.label
        terms = (term for term in edition.terms.get(item.id, ()) if term in edition.by_id)
        keywords = [edition.by_id[term].name for term in terms]
        yield {
            "@id": edition.iri_of(item.id),
            "@type": "ceasn:Competency",
            "ceasn:competencyText": {language: item.text or item.name},
            "ceasn:competencyLabel": in_language(label, language),
            "ceasn:competencyCategory": {language: item.type},
            "ceasn:codedNotation": item.notation,
            "ceasn:listID": item.marker,
            "ceasn:inLanguage": language,
            "ceasn:comment": {language: [note.text for note in item.notes]} if item.notes else None,
            "ceasn:conceptKeyword": {language: sorted(set(keywords))} if keywords else None,
            "ceasn:isPartOf": edition.iri,
            "ceasn:isTopChildOf": None if item.parent else edition.iri,
            "ceasn:isChildOf": edition.iri_of(item.parent) if item.parent else None,
            "ceasn:hasChild": [
                edition.iri_of(child.id) for child in edition.children.get(item.id, ())
            ],
            "ceasn:isVersionOf": item.lineage,
            "ceasn:alignFrom": [
                item_iri(edition, link.destination, link.edition)
                for link in edition.links_from.get(item.id, ())
                if link.edition
            ],
        }
