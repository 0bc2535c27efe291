"""The difference of two editions as edits that turn one into the other, and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from guidegraph.model.changes import WordEdit
from guidegraph.model.edition import Association, Item


__all__ = ["AssociationEdit", "Delta", "FieldEdit", "ItemEdit", "PlacedItem", "TextEdit"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldEdit:
    """A field that has another value."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class TextEdit:
    """A text field, and the words that stay, are removed and are added."""

    name: str
    words: tuple[WordEdit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedItem:
    """An item, and its place in the order of its edition, from 0."""

    place: int
    item: Item


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemEdit:
    """
    An item that differs.

    *id* is that of the old edition. *move* is its old and new place in the order of the editions,
    if the order of the items that both have does not give it.
    """

    id: str
    fields: tuple[FieldEdit, ...] = ()
    texts: tuple[TextEdit, ...] = ()
    move: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssociationEdit:
    """Associations that replace others, from the places *old_start* and *new_start* on."""

    old_start: int
    new_start: int
    removed: tuple[Association, ...] = ()
    added: tuple[Association, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Delta:
    """
    All that turns one edition into another.

    *old_sha256* and *new_sha256* are fingerprints of the whole editions.
    """

    old: str
    new: str
    old_sha256: str
    new_sha256: str
    edition: tuple[FieldEdit, ...] = ()
    removed: tuple[PlacedItem, ...] = ()
    added: tuple[PlacedItem, ...] = ()
    edited: tuple[ItemEdit, ...] = ()
    associations: tuple[AssociationEdit, ...] = ()
