"""
From items to an edition, the same way for every format that says little about the edition itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from guidegraph.importers.importer import Document
from guidegraph.importers.limits import MAX_ITEMS
from guidegraph.model.edition import Association, Edition, Item, Provenance
from guidegraph.model.errors import FormatError
from guidegraph.model.findings import Place


__all__ = ["assembled", "check_count", "date_of_issue", "language_tag"]

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def assembled(
    document: Document,
    *,
    items: Iterable[Item],
    associations: Iterable[Association] = (),
    title: str | None = None,
    issued: str | None = None,
    language: str | None = None,
    publisher: str | None = None,
    places: Mapping[str, Place] | None = None,
) -> Edition:
    """
    The edition of these items; what its manifest says goes before what the file says.

    Where there is no title, the edition is called after its id.
    """
    manifest = document.manifest
    items = tuple(items)
    order = {item.id: number for number, item in enumerate(items)}
    return Edition(
        id=document.edition,
        iri=document.iri,
        title=title or document.edition,
        title_printed=title is not None,
        issued=manifest.issued or issued,
        language=language or manifest.language,
        version_of=manifest.version_of,
        provenance=Provenance(
            publisher=manifest.publisher or publisher,
            rights=manifest.rights,
            revision_of=manifest.revision_of,
            derived_from=manifest.derived_from,
        ),
        items=items,
        # A graph is a set, and lists the links of an item by their type.
        associations=tuple(
            sorted(
                dict.fromkeys(associations),
                key=lambda link: (order[link.origin], link.type != "related"),
            )
        ),
        places=places or {},
    )


def check_count(count: int, path: str) -> None:
    """Complain of more items than an edition can have."""
    if count > MAX_ITEMS:
        raise FormatError(
            path, None, f"more than {MAX_ITEMS} items", "split the file, or diff it as a vocabulary"
        )


def date_of_issue(text: str | None) -> str | None:
    """
    A date of issue from a date or a date with a time, or nothing where it is none.

    >>> date_of_issue("2020-09-23T00:00:00.000-04:00"), date_of_issue("soon")
    ('2020-09-23', None)
    """
    found = _DATE.fullmatch((text or "").partition("T")[0])
    if found is None:
        return None
    try:
        date(*(int(part or 1) for part in found.groups()))
    except ValueError:
        return None
    return found[0]


def language_tag(text: str | None) -> str | None:
    """
    A language tag as RDF writes it, or nothing where it is none.

    >>> language_tag("en_US"), language_tag("English, mostly")
    ('en-US', None)
    """
    tag = (text or "").strip().replace("_", "-")
    return tag if _LANGUAGE.fullmatch(tag) else None
