"""How pages name things: an item or edition in a line, with the address of its page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from guidegraph.model.changes import Ref
from guidegraph.model.edition import Edition, Item
from guidegraph.model.excerpt import beginning
from guidegraph.publish.shelf import Shelf
from guidegraph.render.html.view import language_of
from guidegraph.render.phrases import spaced


__all__ = [
    "EditionLine",
    "Listed",
    "count_of",
    "edition_line",
    "excerpt",
    "kind_of",
    "listed",
    "name_of",
    "safe_target",
]

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SCHEMES = frozenset({"http", "https", "mailto"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """
    An item in a list: its number, its name or the start of its words, and its page.

    *edition* is named where the item is of another edition than the page.
    """

    notation: str
    name: str
    kind: str
    url: str | None
    edition: str = ""
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionLine:
    """An edition in a line, and whose it is."""

    id: str
    title: str
    kind: str
    issued: str | None
    publisher: str | None
    rights: str | None
    language: str | None
    url: str | None


def listed(shelf: Shelf, ref: Ref, home: str) -> Listed:
    """An item as a page of the edition *home* lists it."""
    edition = shelf.editions[ref.edition]
    item = edition.by_id[ref.id]
    return Listed(
        notation=spaced(item.notation or ""),
        name=excerpt(item.pref_label or item.label or item.text or item.id),
        kind=kind_of(item.type),
        url=shelf.page(ref),
        edition="" if ref.edition == home else ref.edition,
        language=language_of(edition),
    )


def edition_line(shelf: Shelf, edition: Edition) -> EditionLine:
    """An edition with its dates and owners."""
    provenance = edition.provenance
    return EditionLine(
        id=edition.id,
        title=spaced(edition.title),
        kind=kind_of(edition.type),
        issued=edition.issued,
        publisher=spaced(provenance.publisher) if provenance.publisher else None,
        rights=spaced(provenance.rights) if provenance.rights else None,
        language=language_of(edition),
        url=shelf.routes.page(edition.iri),
    )


def kind_of(type_: str) -> str:
    """
    The name of a class as words.

    >>> kind_of("PracticeStatement")
    'Practice statement'
    """
    words = _HUMP.sub(" ", spaced(type_)).split(" ")
    return " ".join([words[0], *(word.lower() for word in words[1:])])


def count_of(number: int, what: str) -> str:
    """
    A number of things in words.

    >>> count_of(1, "value"), count_of(12, "value"), count_of(2, "glossary")
    ('1 value', '12 values', '2 glossaries')
    """
    if number == 1:
        return f"1 {what}"
    return f"{number} {what[:-1]}ies" if what.endswith("y") else f"{number} {what}s"


def excerpt(text: str, most: int = 160) -> str:
    """A text on one line, or the words it starts with."""
    return beginning(spaced(text), most)


def safe_target(target: str) -> str | None:
    """
    The target of a hyperlink if a page may link to it: an address of the web, or of mail.

    >>> safe_target("https://example.org/a"), safe_target("javascript:alert(1)")
    ('https://example.org/a', None)
    """
    try:
        parts = urlsplit(target.strip())
    except ValueError:
        return None
    return target.strip() if parts.scheme.lower() in _SCHEMES else None


def name_of(item: Item) -> str:
    """What a page about an item is headed with: its name, or its kind and number."""
    name = item.pref_label or item.label
    if name:
        return spaced(name)
    return " ".join(filter(None, (kind_of(item.type), spaced(item.notation or ""))))
