"""What a document is divided into: each piece becomes an item, a footnote, or is left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from guidegraph.importers.documents.laid import Annotation, Kind, LaidBlock, LaidReason, Words
from guidegraph.language.enumeration import numbered
from guidegraph.model.findings import Place
from guidegraph.model.reading import GuessKind
from guidegraph.model.statement import Statement


__all__ = [
    "NO_WORDS",
    "OUT",
    "Piece",
    "PieceKind",
    "joined",
    "left_out",
    "notation_of",
    "piece_of",
    "printed",
]

NO_WORDS: Final = Words(text="")

OUT = (Kind.FURNITURE, Kind.CONTENTS)
"""The kinds of blocks that are in no item."""


class PieceKind(StrEnum):
    """What becomes of a piece."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ENTRY = "entry"  # a list entry, row or term: other pieces can be below it
    NOTE = "note"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """
    A piece of a document.

    *level* is that of a heading, *item* what it is the heading of, or that an
    entry is a term, *depth* the number of entries
    that it is below. *label* is the name of an entry, *statements* are the further cells of a row,
    *columns* the names of those of a table that begins with it, and what they hold.
    """

    kind: PieceKind
    place: Place
    words: Words = NO_WORDS
    label: Words = NO_WORDS
    mark: str | None = None
    notation: str | None = None
    level: int = 1
    item: str = ""
    depth: int = 0
    statements: tuple[Statement, ...] = ()
    comments: tuple[Annotation, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    reasons: tuple[LaidReason, ...] = field(default=())


def piece_of(block: LaidBlock, kind: PieceKind, depth: int = 0) -> Piece:
    """A block as a piece, with its number if it has one."""
    return Piece(
        kind=kind,
        place=block.place,
        words=block.words,
        mark=block.mark,
        notation=notation_of(block.mark),
        level=block.level or 1,
        item=block.item,
        depth=depth,
        comments=block.comments,
        reasons=block.reasons,
    )


def left_out(blocks: Iterable[LaidBlock], place: Place, why: str) -> Piece:
    """Words that are in no item, and why."""
    return Piece(
        kind=PieceKind.LEFT_OUT,
        place=place,
        words=Words(text=printed(list(blocks))),
        reasons=(LaidReason(decision=GuessKind.FURNITURE, why=why),),
    )


def notation_of(mark: str | None) -> str | None:
    """
    The number that a mark is; a bullet is none.

    >>> notation_of("(a)"), notation_of("Article 5."), notation_of("•"), notation_of("o")
    ('a', 'Article 5', None, None)
    """
    if mark is None or mark == "o" or not any(map(str.isalnum, mark)):
        return None
    found = numbered(f"{mark} x")
    if found is not None and found.label == "x":
        return found.notation
    return mark.strip("()[].:–— ") or None


def printed(blocks: Sequence[LaidBlock]) -> str:
    """All words of some blocks, with the marks and what is in tables."""
    parts: list[str] = []
    waiting = list(reversed(blocks))
    while waiting:
        block = waiting.pop()
        parts += filter(None, (block.mark, block.words.text))
        parts += (mark for mark, _ in block.words.notes)
        waiting += reversed(
            [each for row in block.rows for cell in row.cells for each in cell.blocks]
        )
    return " ".join(parts)


def joined(words: Sequence[Words]) -> Words:
    """
    Words one after another, with what is in them.

    >>> joined([Words(text="a"), Words(text="b", notes=(("1", 1),))]).notes
    (('1', 3),)
    """
    text: list[str] = []
    length = 0
    notes: list[tuple[str, int]] = []
    for each in words:
        if not (each.text or each.notes):
            continue
        start = length + 1 if text else 0
        text.append(each.text)
        length = start + len(each.text)
        notes += ((mark, start + offset) for mark, offset in each.notes)
    return Words(
        text=" ".join(text),
        links=tuple(link for each in words for link in each.links),
        notes=tuple(notes),
    )
