"""How entries of lists, numbered paragraphs and terms are below one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from guidegraph.importers.documents.laid import Kind, LaidBlock, LaidReason
from guidegraph.importers.documents.profiles.profile import ItemKind
from guidegraph.importers.documents.structure.pieces import (
    NO_WORDS,
    Piece,
    PieceKind,
    notation_of,
    piece_of,
)
from guidegraph.language.enumeration import Marker, marker_at, sequences
from guidegraph.model.reading import GuessKind


__all__ = ["Nesting", "with_marks"]

_NEAR = 1.5  # the same indent, in points or characters


def with_marks(blocks: Sequence[LaidBlock]) -> list[LaidBlock]:
    """Paragraphs with a number of a sequence in front as entries with this mark."""
    markers: list[Marker | None] = []
    for block in blocks:
        free = block.kind is Kind.PARAGRAPH and not block.mark
        text = block.words.text[:40] if free else f"{block.mark or ''} "
        marker = marker_at(text) if free or block.mark else None
        bullet = marker is not None and not marker.readings
        markers.append(None if bullet or block.kind is Kind.HEADING else marker)
    found: list[LaidBlock] = []
    for block, marker, name in zip(blocks, markers, sequences(markers), strict=True):
        if block.mark or marker is None or name is None:
            found.append(block)
            continue
        cut = len(block.words.text) - len(block.words.text[marker.length :].lstrip())
        words = replace(
            block.words,
            text=block.words.text[cut:],
            notes=tuple((mark, max(0, offset - cut)) for mark, offset in block.words.notes),
        )
        reason = LaidReason(decision=GuessKind.LIST, why="a number in sequence", confidence=0.85)
        found.append(
            replace(
                block,
                kind=Kind.ENTRY,
                words=words,
                mark=marker.printed,
                reasons=(*block.reasons, reason),
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class _Open:
    """An entry that others may be below."""

    level: int | None
    indent: float
    style: str
    notation: str | None
    readings: tuple[tuple[str, int], ...] = ()


class Nesting:
    """The open entries of a list, and where the next block is among them."""

    def __init__(self) -> None:
        self._open: list[_Open] = []

    def close(self) -> None:
        """End all lists."""
        self._open.clear()

    def entry(self, block: LaidBlock) -> Piece:
        """An entry at its depth."""
        notation = notation_of(block.mark)
        marker = marker_at(f"{block.mark or ''} ")
        new = _Open(
            block.level,
            block.style.indent,
            block.mark or "" if marker is None or not marker.readings else marker.readings[0][0],
            notation,
            () if marker is None else marker.readings,
        )
        depth = self._depth(new)
        del self._open[depth:]
        self._open.append(new)
        return piece_of(block, PieceKind.ENTRY, depth)

    def paragraph(self, block: LaidBlock) -> Piece:
        """A paragraph: below the entry that it continues by its indent, else below none."""
        depth = 0
        if block.level is not None:
            depth = min(len(self._open), block.level + 1)
        else:
            for at, each in enumerate(self._open, start=1):
                if block.style.indent > each.indent + _NEAR:
                    depth = at
        del self._open[depth:]
        return piece_of(block, PieceKind.PARAGRAPH, depth)

    def term(
        self, block: LaidBlock, definition: LaidBlock | None, *, glossary: bool = False
    ) -> Piece:
        """A term with its definition; in a *glossary*, it is one of its terms."""
        del self._open[:]
        self._open.append(_Open(0, block.style.indent, "term", None))
        piece = replace(piece_of(block, PieceKind.ENTRY), label=block.words, words=NO_WORDS)
        if definition is None:
            return piece
        if glossary:
            piece = replace(piece, item=ItemKind.TERM)
        text = definition.words
        if definition.mark:
            text = replace(
                text,
                text=f"{definition.mark} {text.text}",
                notes=tuple((m, n + len(definition.mark) + 1) for m, n in text.notes),
            )
        return replace(
            piece,
            words=text,
            comments=(*piece.comments, *definition.comments),
            reasons=(*piece.reasons, *definition.reasons),
        )

    def definition(self, block: LaidBlock) -> Piece:
        """A further definition of a term, below it."""
        del self._open[1:]
        return piece_of(block, PieceKind.PARAGRAPH, len(self._open))

    def _depth(self, new: _Open) -> int:
        if new.notation is not None and "." in new.notation:
            above = new.notation.rpartition(".")[0]
            for at, each in enumerate(self._open):
                if each.notation == above:
                    return at + 1
                if each.notation is not None and each.notation.rpartition(".")[0] == above:
                    return at
        if new.level is not None:
            return sum(each.level is not None and each.level < new.level for each in self._open)
        depth = len(self._open)
        while depth and self._open[depth - 1].indent > new.indent + _NEAR:
            depth -= 1
        if not depth:
            return 0
        if self._open[depth - 1].indent < new.indent - _NEAR:
            return depth
        level = [
            at
            for at, each in enumerate(self._open[:depth])
            if abs(each.indent - new.indent) <= _NEAR
        ]
        for at in reversed(level):
            if any((name, place - 1) in self._open[at].readings for name, place in new.readings):
                return at
        for at in reversed(level):
            if self._open[at].style == new.style:
                return at
        begins = any(place <= 1 for _, place in new.readings)
        return depth if begins or not new.readings else depth - 1
