"""Numbers and bullets that were typed in front of paragraphs, where others confirm them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from guidegraph.importers.documents.laid import Kind, LaidBlock, LaidReason, Words
from guidegraph.language.enumeration import Marker, marker_at, sequences
from guidegraph.model.reading import GuessKind


__all__ = ["with_typed_marks"]

_BESIDE = (Kind.FURNITURE, Kind.CONTENTS, Kind.CAPTION)


def with_typed_marks(blocks: Sequence[LaidBlock]) -> list[LaidBlock]:
    """
    The blocks, of which paragraphs and unmarked entries with confirmed numbers are entries.

    A number is confirmed by the one before or after it, up to the next heading or table; a bullet
    by its sign.
    """
    found: list[LaidBlock] = []
    for is_text, group in groupby(blocks, _may_continue):
        several = list(group)
        found += _marked(several) if is_text else several
    return found


def _may_continue(block: LaidBlock) -> bool:
    return block.kind not in (Kind.HEADING, Kind.TABLE, Kind.TERM)


def _marked(blocks: list[LaidBlock]) -> list[LaidBlock]:
    markers = [_marker(block) for block in blocks]
    names = sequences(markers)
    found: list[LaidBlock] = []
    open_: list[str] = []  # the sequences that are open, one in the other
    for block, marker, name in zip(blocks, markers, names, strict=True):
        if marker is None or (name is None and marker.style not in ("bullet", "glyph")):
            if block.kind is Kind.PARAGRAPH and block.mark is None and marker is None:
                open_ = open_ if open_ and not block.words.text[:1].isupper() else []
            found.append(block)
            continue
        key = name or marker.printed
        open_ = open_[: open_.index(key) + 1] if key in open_ else [*open_, key]
        found.append(_entry(block, marker, len(open_) - 1))
    return found


def _marker(block: LaidBlock) -> Marker | None:
    if block.kind not in (Kind.PARAGRAPH, Kind.ENTRY) or (block.mark or "•") != "•":
        return None
    marker = marker_at(block.words.text)
    if marker is None or marker.length >= len(block.words.text.rstrip()):
        return None
    return marker


def _entry(block: LaidBlock, marker: Marker, level: int) -> LaidBlock:
    text = block.words.text[marker.length :]
    off = marker.length + len(text) - len(text.lstrip())
    notes = tuple((mark, max(at - off, 0)) for mark, at in block.words.notes)
    return replace(
        block,
        kind=Kind.ENTRY,
        words=Words(text=text.strip(), links=block.words.links, notes=notes),
        mark=marker.printed,
        level=level if block.kind is Kind.PARAGRAPH else block.level,
        reasons=(
            *block.reasons,
            LaidReason(
                decision=GuessKind.LIST, why="a number or bullet was typed", confidence=0.85
            ),
        ),
    )
