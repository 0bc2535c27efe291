"""What search engines read in a page: JSON-LD in schema.org terms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from guidegraph.export.embedded import filled, to_embeddable_json
from guidegraph.model.edition import Edition, Item


__all__ = ["edition_in_page", "item_in_page", "library_in_page"]

_CONTEXT = "https://schema.org/"


def item_in_page(edition: Edition, item: Item) -> bytes:
    """An item as a `DefinedTerm` of its edition."""
    return _embedded(
        {
            "@id": edition.iri_of(item.id),
            "@type": "DefinedTerm",
            "name": item.pref_label or item.label or item.name,
            "alternateName": list(item.alt_labels),
            "description": item.text,
            "termCode": item.notation or item.id,
            "inLanguage": edition.language,
            "inDefinedTermSet": _set(edition),
        }
    )


def edition_in_page(edition: Edition) -> bytes:
    """An edition as a `DefinedTermSet`, a course as a `Course`."""
    return _embedded(_set(edition))


def library_in_page(title: str, base: str, editions: Iterable[Edition]) -> bytes:
    """A library as a `Collection` of its editions."""
    parts = [_set(edition) for edition in editions]
    return _embedded({"@id": base, "@type": "Collection", "name": title, "hasPart": parts})


def _set(edition: Edition) -> dict[str, Any]:
    provenance = edition.provenance
    publisher = provenance.publisher
    return filled(
        {
            "@id": edition.iri,
            "@type": "Course" if edition.type == "Course" else "DefinedTermSet",
            "name": edition.title,
            "datePublished": edition.issued,
            "inLanguage": edition.language,
            "publisher": {"@type": "Organization", "name": publisher} if publisher else None,
            "copyrightNotice": provenance.rights,
        }
    )


def _embedded(node: Mapping[str, Any]) -> bytes:
    return to_embeddable_json({"@context": _CONTEXT, **filled(dict(node))})
