"""How the layout of a document was understood: what was guessed, and what was left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from guidegraph.model.findings import Place


__all__ = ["SURE", "Guess", "GuessKind", "LeftOut", "Reading"]

SURE = 0.9
"""A decision of at least this confidence is not counted as a guess."""


class GuessKind(StrEnum):
    """What was decided about words whose document does not say it."""

    HEADING = "heading"  # that words are a heading
    LEVEL = "level"  # the level of a heading
    LIST = "list"  # that words are an entry of a list, and below which one
    PARAGRAPH = "paragraph"  # that lines belong to one paragraph
    TABLE = "table"  # that words are in the cells of a table
    ROW = "row"  # that a row continues the one above, as over a page
    COLUMN = "column"  # what a column of a table holds, or the order of columns of print
    JOIN = "join"  # that a word goes on after the end of a line, with a hyphen or without
    FURNITURE = "furniture"  # that words are a running head, a page number, a bullet …
    NOTE = "note"  # that words are a footnote, and of what
    ORDER = "order"  # where words stand among others


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """
    A decision that the document does not settle.

    Attributes:
        decision: what was decided.
        place: where.
        text: the words, as they were read.
        why: the reason, as a phrase.
        confidence: how likely it is right, from 0 to 1.
        other: how the words would read otherwise, such as "multi-phase" for "multiphase".
        item: the id of the item that the words are in, if they are in one.
    """

    decision: GuessKind
    place: Place
    text: str
    why: str
    confidence: float
    other: str | None = None
    item: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Words of a document that are in no item: what they are, and why."""

    place: Place
    text: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """
    How a document was read.

    Attributes:
        pages: how many it has, if it has pages.
        guesses: the decisions below `SURE`, in the order of the document.
        left_out: the words that are in no item, in the order of the document.
        joins: the words that were joined at a line end and the other way to read each.
        profile: the name of the layout profile that it was read with, if any.
        columns: of each kind of tables, the names of the columns and what each was taken to hold.
    """

    pages: int | None = None
    guesses: tuple[Guess, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    joins: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    profile: str | None = None
    columns: tuple[tuple[tuple[str, str], ...], ...] = ()
