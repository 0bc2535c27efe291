"""
JSON-LD that can be embedded in HTML, and editions in terms of other vocabularies, written as such.

An edition in schema.org is a set of defined terms, or a course that teaches them; in CTDL-ASN it is
a competency framework and its competencies. The names of CTDL-ASN follow the crosswalk to CASE that
the Credential Engine published: competencyText is fullStatement, codedNotation is
humanCodingScheme, listID is listEnumeration, competencyCategory is CFItemType. No context is
fetched: a document defines its own names.
"""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterable, Iterator
from typing import Any

from guidegraph.graph.build import item_iri, sibling_iri
from guidegraph.graph.reading import by_language, titles_of
from guidegraph.graph.triples import part_iri
from guidegraph.importers.importer import Document, importer_for
from guidegraph.importers.json_statements import (
    json_from_value,
    object_from_statements,
    value_of,
)
from guidegraph.model.edition import Edition, Item, SourceKind
from guidegraph.model.errors import GuidegraphWarning
from guidegraph.model.manifest import Manifest
from guidegraph.model.statement import Role, Statement


__all__ = [
    "filled",
    "in_language",
    "problem_in_ctdl_asn",
    "to_ctdl_asn",
    "to_embeddable_json",
    "to_schema_org",
]

_CTID = re.compile(r"ce-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ESCAPES = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def to_embeddable_json(document: Any) -> bytes:
    r"""
    A document as JSON in UTF-8, with the special characters of HTML escaped.

    >>> to_embeddable_json("</script>")
    b'"\\u003c/script\\u003e"\n'
    """
    # These characters are in JSON only inside texts, where they may be escaped.
    text = json.dumps(document, ensure_ascii=False, indent=1).translate(_ESCAPES)
    return f"{text}\n".encode()


def in_language(text: str | None, language: str) -> dict[str, str] | None:
    """A text as a map of languages, or nothing."""
    return {language: text} if text else None


Worded = dict[str, Any] | None


def _said(statements: Iterable[Statement]) -> Worded:
    """Texts as a map of the languages that their source gives."""
    return {
        tag or "@none": texts[0] if len(texts) == 1 else texts
        for tag, texts in by_language(statements).items()
    } or None


def _words(edition: Edition, item: Item, roles: tuple[Role, ...], read: str | None) -> Worded:
    """What is said of an item in all languages of its source; else what is read, in one."""
    if edition.source_kind is SourceKind.RDF:
        return _said(item.said(*roles))
    return in_language(read, edition.language)


def _name(edition: Edition, item: Item) -> Worded:
    said = _words(edition, item, (Role.LABEL,), item.pref_label or item.label or item.name)
    return said or _words(edition, item, (Role.TEXT,), None) or {"@none": item.id}


def _title(edition: Edition) -> Worded:
    said = _said(titles_of(edition.statements)) if edition.source_kind is SourceKind.RDF else None
    return said or in_language(edition.title, _tag(edition))


def _tag(edition: Edition) -> str:
    """The language of what the edition says of itself, where its source names none."""
    return "@none" if edition.source_kind is SourceKind.RDF else edition.language


def _languages(edition: Edition) -> str | list[str]:
    return list(edition.languages) if len(edition.languages) > 1 else edition.language


def filled(node: dict[str, Any]) -> dict[str, Any]:
    """A node without the keys that hold nothing."""
    return {key: value for key, value in node.items() if value not in (None, [])}


_REFERENCE = {"@type": "@id"}
_WORDS = {"@container": "@language"}
_SCHEMA_ORG: dict[str, Any] = {
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


def to_schema_org(edition: Edition) -> bytes:
    """The edition as a `DefinedTermSet`, or the course as a `Course`."""
    nodes = _course(edition) if edition.type == "Course" else _terms(edition)
    return to_embeddable_json(
        {"@context": _SCHEMA_ORG, "@graph": [*_whole(edition), *(filled(node) for node in nodes)]}
    )


def _whole(edition: Edition) -> Iterator[dict[str, Any]]:
    course = edition.type == "Course"
    provenance, language = edition.provenance, _tag(edition)
    publisher = part_iri(edition.iri, "publisher") if provenance.publisher else None
    based = dict.fromkeys((*provenance.revision_of, *provenance.derived_from))
    yield filled(
        {
            "@id": edition.iri,
            "@type": "Course" if course else "DefinedTermSet",
            "identifier": edition.id,
            "name": _title(edition),
            "inLanguage": _languages(edition),
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
            "description": _words(edition, item, (Role.TEXT,), item.text),
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
            "text": _words(edition, item, (Role.TEXT,), item.text),
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
    others = {edition.language: list(item.alt_labels)} if item.alt_labels else None
    if edition.source_kind is SourceKind.RDF:
        others = _said(item.said(Role.ALT_LABEL))
    return {
        "@id": edition.iri_of(item.id),
        "additionalType": item.type,
        "name": _name(edition, item),
        "alternateName": others,
        "position": item.position if edition.ordered else None,
    }


_CTDL_ASN: dict[str, Any] = {
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


def to_ctdl_asn(edition: Edition) -> bytes:
    """The edition as a `ceasn:CompetencyFramework`; one that was read from such is that one."""
    if edition.source_kind is SourceKind.CTDL:
        return json_from_value(_as_read(edition)).translate(_ESCAPES).encode()
    graph = [_framework(edition), *_competencies(edition)]
    return to_embeddable_json({"@context": _CTDL_ASN, "@graph": [filled(node) for node in graph]})


def _as_read(edition: Edition) -> dict[str, Any]:
    """The document as it was read, its competencies in the order of the edition."""
    nodes = [edition.statements, *(item.statements for item in edition.items)]
    graph = [object_from_statements(node) for node in nodes if node]
    if not edition.residue and len(graph) == 1:
        return graph[0]
    graph += [value_of(each) for each in edition.residue if each.property]
    around = (each.about for each in edition.residue if not each.property)
    return {**object_from_statements(next(around, ())), "@graph": graph}


def problem_in_ctdl_asn(edition: Edition, body: bytes) -> str | None:
    """Which competency is not the same when the document is read again, if any."""
    document = Document(
        path="framework.jsonld",
        body=body,
        edition=edition.id,
        iri=edition.iri,
        manifest=Manifest(),
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", GuidegraphWarning)
        read = importer_for(document.path, body).read(document)
    before, after = _told(edition), _told(read)
    if before == after:
        return None
    return f"{next(iri for iri in (*before, *after) if before.get(iri) != after.get(iri))!r}"


def _told(edition: Edition) -> dict[str, object]:
    """What is stated about each item, by its IRI."""
    if edition.source_kind is SourceKind.RDF:
        return {edition.iri_of(item.id): None for item in edition.items}
    return {
        edition.iri_of(item.id): (
            edition.iri_of(item.parent) if item.parent else None,
            item.notation,
            " ".join((item.text or item.name).split()),
        )
        for item in edition.items
    }


def _ctid(item: Item) -> str | None:
    """The identifier that the Credential Registry gave to an item, if its source states it."""
    return next(
        (
            each.value
            for each in item.statements
            if each.property.casefold() in ("ctid", "ceterms:ctid") and _CTID.fullmatch(each.value)
        ),
        None,
    )


def _framework(edition: Edition) -> dict[str, Any]:
    provenance, language = edition.provenance, _tag(edition)
    return {
        "@id": edition.iri,
        "@type": "ceasn:CompetencyFramework",
        "ceasn:name": _title(edition),
        "ceasn:inLanguage": _languages(edition),
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
            "ceterms:ctid": _ctid(item),
            "ceasn:competencyText": _words(edition, item, (Role.TEXT,), item.text or item.name)
            or _name(edition, item),
            "ceasn:competencyLabel": _words(edition, item, (Role.LABEL,), label),
            "ceasn:competencyCategory": {_tag(edition): item.type},
            "ceasn:codedNotation": item.notation,
            "ceasn:listID": item.marker,
            "ceasn:inLanguage": _languages(edition),
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
