"""Which footnote each mark in the words is of, where numbers begin anew on every page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from guidegraph.importers.documents.laid import LaidReason, Words
from guidegraph.importers.documents.structure.pieces import Piece, PieceKind
from guidegraph.model.reading import GuessKind


__all__ = ["with_keys"]


def with_keys(pieces: Sequence[Piece]) -> tuple[list[Piece], dict[str, tuple[str, int]]]:
    """
    The pieces, with a key of its own for each footnote and at its marks.

    Returns also the mark as printed and the index of the note for each key. A mark without a
    footnote is printed in brackets, a footnote without a mark becomes a paragraph.
    """
    notes: dict[str, list[int]] = {}
    for at, piece in enumerate(pieces):
        if piece.kind is PieceKind.NOTE:
            notes.setdefault(_name(piece.mark), []).append(at)
    used: set[int] = set()
    found: list[Piece] = []
    for at, piece in enumerate(pieces):
        known = {} if piece.kind is PieceKind.NOTE else notes
        if not (piece.words.notes or piece.label.notes):
            found.append(piece)
            continue
        found.append(
            replace(
                piece,
                words=_with_keys(piece.words, at, pieces, known, used),
                label=_with_keys(piece.label, at, pieces, known, used),
            )
        )
    marks: dict[str, tuple[str, int]] = {}
    texts: list[Piece] = []
    below: list[Piece] = []  # notes after all else, so that a list goes on over those of a page
    for at, piece in enumerate(found):
        if piece.kind is not PieceKind.NOTE:
            texts.append(piece)
        elif at in used:
            marks[_key(at)] = (piece.mark or "", len(below))
            below.append(replace(piece, mark=_key(at)))
        else:
            reason = LaidReason(
                decision=GuessKind.NOTE, why="a footnote whose mark was not found", confidence=0.6
            )
            texts.append(
                replace(piece, kind=PieceKind.PARAGRAPH, depth=0, reasons=(*piece.reasons, reason))
            )
    first = len(texts)
    return [*texts, *below], {key: (mark, first + at) for key, (mark, at) in marks.items()}


def _with_keys(
    words: Words,
    at: int,
    pieces: Sequence[Piece],
    notes: dict[str, list[int]],
    used: set[int],
) -> Words:
    text, shift = words.text, 0
    keys: list[tuple[str, int]] = []
    for mark, offset in sorted(words.notes, key=lambda each: each[1]):
        note = _note_of(mark, at, pieces, notes)
        if note is not None:
            used.add(note)
            keys.append((_key(note), offset + shift))
            continue
        place = min(max(0, offset), len(words.text)) + shift
        shown = f"[{mark}]"
        text = text[:place] + shown + text[place:]
        shift += len(shown)
    return replace(words, text=text, notes=tuple(keys))


def _note_of(
    mark: str, at: int, pieces: Sequence[Piece], notes: dict[str, list[int]]
) -> int | None:
    """The footnote of a mark: on its page, else the next one, else the last one."""
    named = notes.get(_name(mark), [])
    if len(named) <= 1:
        return named[0] if named else None
    page = pieces[at].place.page
    on_page = [each for each in named if page and pieces[each].place.page == page]
    after = [each for each in named if each > at]
    return (on_page or after or named[-1:])[0]


def _name(mark: str | None) -> str:
    return (mark or "").strip("()[].: ")


def _key(at: int) -> str:
    return f"n{at}"
