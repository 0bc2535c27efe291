"""Footnotes: small type at the foot of a page or column, begun by a mark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from guidegraph.importers.documents.laid import Kind, LaidReason
from guidegraph.importers.documents.pdf.lines import (
    SENTENCE_END,
    Segment,
    mark_in_front,
    marks_in,
    merged,
    rows_of,
    text_without_marks,
)
from guidegraph.importers.documents.pdf.printed_block import PrintedBlock
from guidegraph.importers.documents.pdf.regions import columns_of
from guidegraph.model.reading import GuessKind


if TYPE_CHECKING:
    from guidegraph.importers.documents.pdf.glyphs import DrawnRule


__all__ = ["footnotes"]

_PLAIN = re.compile(r"(\d{1,3}|[*†‡§]{1,3})[.)]?\s+(?=\S)")
_SIGNS: Final = "*†‡§"
_SMALLER: Final = 0.93
_HIGHEST: Final = 0.35  # of the page
_STRIPS: Final = 64  # that a page is cut into from left to right
_WIDE: Final = 0.75
_APART: Final = 3.0  # lines; what is farther below a note is not of it


def footnotes(
    lines: list[Segment],
    rules: Sequence[DrawnRule],
    body: float,
    size: tuple[float, float],
    open_: PrintedBlock | None,
) -> tuple[list[Segment], list[PrintedBlock]]:
    """
    The lines of a page that are in no footnote, and its footnotes.

    *size* is the width and height of the page. Lines before the first mark of the page go on with
    the *open_* note, the last of the page before, if that was in the middle of a sentence.
    """
    tail = _small_at_foot(lines, body, size) or _below_rule(lines, rules, size)
    if not tail:
        return lines, []
    marks = {mark for line in lines for mark in marks_in(line.text)}
    notes: list[PrintedBlock] = []
    taken: set[int] = set()
    for column in columns_of(lines):
        before = open_
        last: Segment | None = None
        for row in rows_of(each for each in column if id(each) in tail):
            line = row[0]
            for each in row[1:]:
                line = merged(line, each)
            near = last is None or line.base - last.base < _APART * line.size
            mark = _mark(line, marks, notes)
            if mark is not None:
                reason = LaidReason(
                    decision=GuessKind.NOTE, why="small type at the foot of a page", confidence=0.9
                )
                before = PrintedBlock(
                    Kind.NOTE, [replace(line, text=mark[1])], mark[0], reasons=[reason]
                )
                notes.append(before)
            elif before is not None and near and (before is not open_ or _in_sentence(before)):
                before.lines.append(line)
            else:
                before = None
                continue
            last = line
            taken.update(id(each) for each in row)
    return [each for each in lines if id(each) not in taken], notes


def _in_sentence(note: PrintedBlock) -> bool:
    return SENTENCE_END.search(text_without_marks(note.lines[-1].text)) is None


def _small_at_foot(lines: list[Segment], body: float, size: tuple[float, float]) -> set[int]:
    """The `id` of what is in smaller type with nothing larger below it."""
    width, height = size
    lowest = [0.0] * _STRIPS
    small: list[tuple[Segment, range]] = []
    for line in lines:
        first = min(max(int(_STRIPS * line.left / width), 0), _STRIPS - 1)
        end = min(max(int(_STRIPS * line.right / width), first), _STRIPS - 1) + 1
        if line.size <= _SMALLER * body:
            small.append((line, range(first, end)))
        else:
            for strip in range(first, end):
                lowest[strip] = max(lowest[strip], line.base)
    if len(small) == len(lines):
        return set()
    return {
        id(line)
        for line, strips in small
        if line.base > _HIGHEST * height and line.base > 1 + max(lowest[strip] for strip in strips)
    }


def _below_rule(
    lines: list[Segment], rules: Sequence[DrawnRule], size: tuple[float, float]
) -> set[int]:
    """The `id` of what is below a short rule if a raised mark is the first there."""
    width, height = size
    short = [
        rule
        for rule in rules
        if not rule.vertical
        and 0.08 * width < rule.end - rule.start < 0.45 * width
        and rule.at > _HIGHEST * height
    ]
    if not short:
        return set()
    rule = max(short, key=lambda each: each.at)
    below = [each for each in lines if each.base > rule.at and each.left > rule.start - 6]
    first = min(below, key=lambda each: (each.base, each.left), default=None)
    if first is None or mark_in_front(first.text) is None or len(below) > _WIDE * len(lines):
        return set()
    return {id(each) for each in below}


def _mark(line: Segment, marks: set[str], notes: Sequence[PrintedBlock]) -> tuple[str, str] | None:
    """The mark that a note begins with, and the rest of the line."""
    found = mark_in_front(line.text)
    if found is not None:
        return found
    plain = _PLAIN.match(line.text)
    if plain is None:
        return None
    mark = plain[1]
    last = notes[-1].mark if notes else None
    after = mark.isdigit() and last is not None and last.isdigit() and int(mark) == int(last) + 1
    signs = mark[0] in _SIGNS and last is not None and last[0] in _SIGNS
    if not (mark in marks or after or signs) or mark == last:
        return None
    return mark, line.text[plain.end() :]
