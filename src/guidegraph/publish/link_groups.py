"""What an item is linked to, and what links to it, with a heading for each list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from guidegraph.model.changes import Ref
from guidegraph.publish.index import SiteIndex
from guidegraph.publish.names import ItemLink, item_link, kind_of
from guidegraph.render.translation import Translation


__all__ = ["LinkGroup", "link_groups"]

_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "demonstrates": ("Demonstrates", "Demonstrated by"),
        "promotes": ("Promotes", "Promoted by"),
        "usesTerm": ("Uses the term", "Used in"),
        "related": ("Related to", "Related to"),
        "broaderTransitive": ("Also belongs to", "Also contains"),
        "teaches": ("Teaches", "Taught by"),
        "assesses": ("Assesses", "Assessed by"),
        "mentions": ("Mentions", "Mentioned by"),
    }
)
"""The names of an association, from its origin and from its destination."""

_OF_SKOS = ("related", "broaderTransitive")


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkGroup:
    """
    Items that an item is related to in the same way, with the heading for it.

    *stated* is whether all statements of a vocabulary say so, too.
    """

    heading: str
    stated: bool
    items: tuple[ItemLink, ...]


def link_groups(index: SiteIndex, ref: Ref) -> tuple[LinkGroup, ...]:
    """The links from an item, then those to it, each kind with its items."""
    found: dict[str, dict[Ref, ItemLink]] = {}
    for heading, other in _links(index, ref):
        if other.edition in index.editions and other.id in index.editions[other.edition].by_id:
            found.setdefault(heading, {})[other] = item_link(index, other, ref.edition)
    stated = {index.words(words) for type_ in _OF_SKOS for words in _WORDS[type_]}
    return tuple(
        LinkGroup(heading=heading, stated=heading in stated, items=tuple(items.values()))
        for heading, items in found.items()
    )


def _links(index: SiteIndex, ref: Ref) -> Iterator[tuple[str, Ref]]:
    edition = index.editions[ref.edition]
    for link in edition.links_from.get(ref.id, ()):
        other = Ref(edition=link.edition or edition.id, id=link.destination)
        yield _words(index.words, link.type)[0], other
    for type_, other in index.links_to.get(ref, ()):
        yield _words(index.words, type_)[1], other


def _words(words: Translation, type_: str) -> tuple[str, str]:
    if type_ in _WORDS:
        there, back = _WORDS[type_]
        return words(there), words(back)
    plain = words.known(kind_of(type_))
    return plain, words("%(name)s (incoming)", name=plain)
