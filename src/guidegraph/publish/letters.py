"""The labels of a vocabulary by their first letters, for its index."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from guidegraph.language.words import folded
from guidegraph.model.changes import Ref
from guidegraph.model.edition import Edition, SourceKind
from guidegraph.publish.index import SiteIndex
from guidegraph.publish.languages import sort_key
from guidegraph.publish.names import ItemLink, item_link
from guidegraph.publish.routes import url_of
from guidegraph.render.phrases import spaced


__all__ = ["LetterEntry", "LetterPage", "letter_pages", "letters_of"]

_FEWEST: Final = 5
_ON_A_PAGE: Final = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterEntry:
    """A label, and the item that it is a name of; *other* if it is not its preferred label."""

    label: str
    item: ItemLink
    other: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPage:
    """Labels that begin with the same letter, in order; *part* counts the pages of one letter."""

    letter: str
    part: int
    path: str
    entries: tuple[LetterEntry, ...]


def letters_of(index: SiteIndex, edition: Edition) -> str | None:
    """The address of the first page of an edition's index, if it has one."""
    if edition.source_kind is not SourceKind.RDF or len(edition.items) < _FEWEST:
        return None
    return f"{index.routes.tree}{url_of(_path(index, edition, 0))}"


def letter_pages(index: SiteIndex, edition: Edition) -> tuple[LetterPage, ...]:
    """The pages of an edition's index, in the order of letters."""
    groups = _groups(index, edition)
    found: list[LetterPage] = []
    for letter, entries in groups.items():
        for start in range(0, len(entries), _ON_A_PAGE):
            found.append(
                LetterPage(
                    letter=letter,
                    part=start // _ON_A_PAGE + 1,
                    path=_path(index, edition, len(found)),
                    entries=tuple(entries[start : start + _ON_A_PAGE]),
                )
            )
    return tuple(found)


def _path(index: SiteIndex, edition: Edition, number: int) -> str:
    stem = index.routes.stems[edition.address].replace("/", "-")
    return f"letters/{stem}{f'/{number + 1}' if number else ''}.html"


def _groups(index: SiteIndex, edition: Edition) -> Mapping[str, list[LetterEntry]]:
    found: dict[str, list[LetterEntry]] = {}
    for entry in sorted(_entries(index, edition), key=lambda entry: sort_key(entry.label)):
        found.setdefault(_letter(entry.label), []).append(entry)
    return dict(sorted(found.items(), key=lambda group: (group[0].isalpha(), group[0])))


def _entries(index: SiteIndex, edition: Edition) -> Iterator[LetterEntry]:
    for item in edition.items:
        link = item_link(index, Ref(edition=edition.id, id=item.id), edition.id)
        if item.label:
            yield LetterEntry(label=spaced(item.label), item=link, other=False)
        for name in item.alt_labels:
            yield LetterEntry(label=spaced(name), item=link, other=True)


def _letter(label: str) -> str:
    first = folded(label)[:1]
    if not first or not unicodedata.category(first).startswith("L"):
        return "0–9"
    return first.upper()
