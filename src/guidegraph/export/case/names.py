"""The names of things in a package of CASE: URIs, UUIDs derived from them, links, dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, UUID, uuid5

from guidegraph.model.edition import Edition, Item, SourceKind
from guidegraph.model.statement import Statement


__all__ = [
    "TERM",
    "UNDATED",
    "day_of",
    "document_link",
    "identity",
    "is_concept",
    "item_identifier",
    "item_link",
    "item_uri",
    "link_to",
    "moment_of",
    "part_of",
    "uri_of",
    "uuid_of",
    "without_marks",
]

_TAG = re.compile(r"<(?=/?[A-Za-z])")
TERM = "GlossaryTerm"
"""The class of the items that are concepts."""

UNDATED = "1970-01-01T00:00:00Z"
"""The last change of an edition that states no date."""


def item_link(edition: Edition, item_id: str) -> dict[str, Any]:
    """A link to an item (`LinkGenURI`)."""
    link = link_to(edition.by_id[item_id].name, item_uri(edition, item_id))
    kind = "ext:CFConcept" if is_concept(edition, edition.by_id[item_id]) else "CASE"
    return {**link, "identifier": item_identifier(edition, item_id), "targetType": kind}


def is_concept(edition: Edition, item: Item) -> bool:
    """
    Whether an item is a concept in the package: a term that has nothing below it.

    Of a package that was read, these are the items that are not made of a CFItem.
    """
    if edition.source_kind is SourceKind.CASE:
        return all(each.property != "identifier" for each in item.statements)
    return item.type == TERM and item.id not in edition.children


def document_link(edition: Edition) -> dict[str, Any]:
    """A link to the document."""
    link = link_to(edition.title, uri_of(edition.iri))
    if known := _field(edition, edition.statements, "identifier"):
        link["identifier"] = known
    return {**link, "targetType": "CASE"}


def item_identifier(edition: Edition, item_id: str) -> str:
    """The identifier of an item: in a package that was read, the one it has there."""
    known = _field(edition, edition.by_id[item_id].statements, "identifier")
    return known or uuid_of(item_uri(edition, item_id), item_id)


def item_uri(edition: Edition, item_id: str) -> str:
    """The URI of an item, which is its IRI with what URIs cannot hold escaped."""
    return uri_of(edition.iri_of(item_id))


def moment_of(edition: Edition) -> str:
    """
    When an edition was last changed: as its package states, or at the start of its day of issue;
    in 1970, if it states none.
    """
    if known := _field(edition, edition.statements, "lastChangeDateTime"):
        return known
    return f"{day_of(edition.issued)}T00:00:00Z" if edition.issued else UNDATED


def day_of(issued: str) -> str:
    """
    The first day that a date of issue may mean.

    >>> day_of("2013"), day_of("2013-07-08")
    ('2013-01-01', '2013-07-08')
    """
    return f"{issued}-01-01"[:10] if len(issued) == 4 else f"{issued}-01"[:10]


def identity(edition: Edition, uri: str, item_id: str | None) -> dict[str, Any]:
    return {
        "identifier": uuid_of(uri, item_id),
        "uri": uri,
        "lastChangeDateTime": moment_of(edition),
    }


def uuid_of(uri: str, item_id: str | None) -> str:
    """The identifier of a URI; an item that came with a UUID of its own keeps it."""
    if item_id is not None:
        try:
            known = UUID(item_id)
        except ValueError:
            pass
        else:
            if str(known) == item_id and known.version in range(1, 6):
                return item_id
    return str(uuid5(NAMESPACE_URL, uri))


def link_to(title: str, uri: str) -> dict[str, str]:
    return {"title": title.strip() or uri, "identifier": uuid_of(uri, None), "uri": uri}


def part_of(edition: Edition, name: str) -> str:
    return f"{uri_of(edition.iri)}{'/' if '#' in edition.iri else '#'}{quote(name, safe='')}"


def without_marks(text: str) -> str:
    """A text in which no HTML can be seen."""
    return _TAG.sub("&lt;", text)


def uri_of(iri: str) -> str:
    return quote(iri, safe="%/:=&?~#+!$,;'@()*[]")


def _field(edition: Edition, statements: Iterable[Statement], name: str) -> str | None:
    """What a package that was read says in a field of its document or of an item."""
    if edition.source_kind is not SourceKind.CASE:
        return None
    return next((each.value for each in statements if each.property == name), None)
