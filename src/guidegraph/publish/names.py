"""How pages name things: an item or edition in a line, with the address of its page."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlsplit

from guidegraph.model.changes import Ref
from guidegraph.model.edition import Edition, Item, SourceKind
from guidegraph.model.excerpt import beginning
from guidegraph.publish.index import SiteIndex
from guidegraph.publish.languages import language_of_title
from guidegraph.render.html.view import Address
from guidegraph.render.phrases import spaced
from guidegraph.render.translation import Translation


__all__ = [
    "EditionLine",
    "ItemLink",
    "address_from",
    "citation_of_edition",
    "citation_of_item",
    "count_of",
    "edition_line",
    "excerpt",
    "item_link",
    "kind_name",
    "kind_of",
    "name_of",
    "plain_kind",
    "safe_target",
    "tally",
]

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SCHEMES = frozenset({"http", "https", "mailto"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLink:
    """
    An item in a list: its number, its name or the start of its words, and its page.

    *edition* is named where the item is of another edition than the page; *status* is in words.
    """

    notation: str
    name: str
    kind: str
    url: str | None
    edition: str = ""
    language: str | None = None
    status: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionLine:
    """An edition in a line, with its publisher and rights."""

    id: str
    title: str
    kind: str
    issued: str | None
    publisher: str | None
    rights: str | None
    language: str | None
    url: str | None


def item_link(index: SiteIndex, ref: Ref, home: str) -> ItemLink:
    """An item as a page of the edition *home* lists it."""
    edition = index.editions[ref.edition]
    item = edition.by_id[ref.id]
    return ItemLink(
        notation=spaced(item.notation or ""),
        name=excerpt(item.pref_label or item.label or item.text or item.id),
        kind=kind_name(index, edition, item.type),
        url=index.page(ref),
        edition="" if ref.edition == home else ref.edition,
        language=index.label_language(ref),
        status=index.words.known(item.status.value) if item.status else "",
    )


def edition_line(index: SiteIndex, edition: Edition) -> EditionLine:
    """An edition with its date, publisher and rights."""
    provenance = edition.provenance
    return EditionLine(
        id=edition.id,
        title=index.titles[edition.id],
        kind=kind_name(index, edition, edition.type),
        issued=edition.issued,
        publisher=spaced(provenance.publisher) if provenance.publisher else None,
        rights=spaced(provenance.rights) if provenance.rights else None,
        language=language_of_title(edition),
        url=index.routes.page(edition.address),
    )


def kind_of(type_: str) -> str:
    """
    The name of a class as words.

    >>> kind_of("PracticeStatement")
    'Practice statement'
    """
    words = _HUMP.sub(" ", spaced(type_)).split(" ")
    return " ".join([words[0], *(word.lower() for word in words[1:])])


def kind_name(index: SiteIndex, edition: Edition, type_: str) -> str:
    """The name of a class in the language of the page."""
    return index.words.known(plain_kind(edition, type_))


def plain_kind(edition: Edition, type_: str) -> str:
    """The name of a class in English; what a vocabulary contains are concepts."""
    if type_ == "Item" and edition.source_kind is SourceKind.RDF:
        type_ = "Concept"
    return kind_of(type_)


def count_of(words: Translation, number: int, what: str) -> str:
    """
    A number of things in words.

    >>> from guidegraph.render.translation import ENGLISH
    >>> [count_of(ENGLISH, number, "glossary") for number in (1, 12)]
    ['1 glossary', '12 glossaries']
    """
    one = f"%(count)s {what}"
    if one in words.plurals:
        return words.several(one, one, number)
    if number == 1 or words.language != "en":
        return f"{number} {what}"
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


def name_of(index: SiteIndex, edition: Edition, item: Item) -> str:
    """What a page about an item is headed with: its name, or its kind and number."""
    name = item.pref_label or item.label
    if name:
        return spaced(name)
    kind = kind_name(index, edition, item.type)
    return " ".join(filter(None, (kind, spaced(item.notation or ""))))


def tally(index: SiteIndex, edition: Edition) -> str:
    """The kinds in the order in which they appear, each with its number."""
    counts = Counter(plain_kind(edition, item.type) for item in edition.items)
    return ", ".join(count_of(index.words, number, kind.lower()) for kind, number in counts.items())


def address_from(index: SiteIndex, root: str) -> Address:
    """Where the page of an item is, from a page that *root* leads to the site's root from."""

    def address(edition: Edition, item_id: str) -> str | None:
        url = index.page(Ref(edition=edition.id, id=item_id))
        return None if url is None else root + url

    return address


def citation_of_edition(index: SiteIndex, edition: Edition) -> str:
    """Publisher, date, title, IRI."""
    return " ".join((*_whose(index, edition), f"{spaced(edition.title)}.", edition.iri))


def citation_of_item(index: SiteIndex, edition: Edition, item: Item) -> str:
    """Publisher, date, the item in its words and by its number, title, IRI."""
    words = excerpt(item.pref_label or item.label or item.text or item.id, 90).rstrip(".")
    number = f" {spaced(item.notation)}" if item.notation else ""
    place = f"{kind_name(index, edition, item.type)}{number}"
    return " ".join(
        (
            *_whose(index, edition),
            f"“{words}” ({place}).",
            index.words("In: %(title)s.", title=spaced(edition.title)),
            edition.iri_of(item.id),
        )
    )


def _whose(index: SiteIndex, edition: Edition) -> tuple[str, ...]:
    publisher = edition.provenance.publisher
    date = f"({edition.issued or index.words('no date')})."
    return (spaced(publisher), date) if publisher else (date,)
