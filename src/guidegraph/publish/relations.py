"""What an item is linked to, and what links to it, in words that stand above the list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from guidegraph.model.changes import Ref
from guidegraph.publish.listed import Listed, kind_of, listed
from guidegraph.publish.shelf import Shelf


__all__ = ["Relation", "relations"]

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
"""What an association says, of its origin and of its destination."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Items that an item is related to in the same way, and the words for that way."""

    says: str
    items: tuple[Listed, ...]


def relations(shelf: Shelf, ref: Ref) -> tuple[Relation, ...]:
    """The links from an item, then those to it, each kind with its items."""
    found: dict[str, dict[Ref, Listed]] = {}
    for says, other in _links(shelf, ref):
        if other.edition in shelf.editions and other.id in shelf.editions[other.edition].by_id:
            found.setdefault(says, {})[other] = listed(shelf, other, ref.edition)
    return tuple(Relation(says=says, items=tuple(items.values())) for says, items in found.items())


def _links(shelf: Shelf, ref: Ref) -> Iterator[tuple[str, Ref]]:
    edition = shelf.editions[ref.edition]
    for link in edition.links_from.get(ref.id, ()):
        other = Ref(edition=link.edition or edition.id, id=link.destination)
        yield _words(link.type)[0], other
    for type_, other in shelf.links_to.get(ref, ()):
        yield _words(type_)[1], other


def _words(type_: str) -> tuple[str, str]:
    plain = kind_of(type_)
    return _WORDS.get(type_, (plain, f"{plain} (incoming)"))
