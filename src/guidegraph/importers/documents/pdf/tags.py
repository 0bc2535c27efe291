"""Blocks of a PDF by its tags, where these cover what is printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from statistics import median
from typing import Final, TypeAlias

from guidegraph.importers.documents.laid import (
    Cell,
    Kind,
    LaidBlock,
    LaidReason,
    LaidRow,
    Words,
)
from guidegraph.importers.documents.pdf.glyphs import PrintedPage
from guidegraph.importers.documents.pdf.layout import blocks_of
from guidegraph.importers.documents.pdf.lines import (
    Segment,
    mark_in_front,
    rows_of,
    text_without_marks,
    whole_marks,
    words_from,
)
from guidegraph.importers.documents.pdf.places import around, place_of
from guidegraph.importers.documents.pdf.running import running
from guidegraph.importers.documents.pdf.tag_cells import in_columns
from guidegraph.importers.documents.pdf.tag_order import in_page_order
from guidegraph.importers.documents.pdf.tag_plan import TaggedBlock, TaggedRow, planned
from guidegraph.importers.documents.pdf.tag_tree import Element
from guidegraph.importers.documents.pdf.tagged_print import TaggedPrint
from guidegraph.language.enumeration import marker_at
from guidegraph.model.reading import GuessKind


__all__ = ["PageReader", "tagged_blocks"]

PageReader: TypeAlias = Callable[[Container[int] | None], Iterator[PrintedPage]]
"""The pages of a document, or only some of them, each time from the first one on."""

_ENOUGH: Final = 0.9
_LONG_HEADING: Final = 200  # characters; a "heading" that is longer is a paragraph
_SIGN = re.compile(r"[^\w\s(\[\"'“‘«]{1,2}(?=\s+\S)")  # a bullet
_HOLLOW: Final = 1.2  # sizes from an "o" that is a bullet to the next word
_NOTE = re.compile(r"(\d{1,3}|[*†‡§]{1,3})[.)]?\s+(?=\S)")
_LARGE: Final = 1.5  # times the size of the text; no running head
_RUNNING: Final = (Kind.PARAGRAPH, Kind.CAPTION, Kind.ENTRY)
_MARKED: Final = LaidReason(decision=GuessKind.FURNITURE, why="marked as no content")
_UNTAGGED: Final = LaidReason(
    decision=GuessKind.ORDER, why="no tag; placed by its position", confidence=0.7
)


def tagged_blocks(tree: Element, path: str, pages: PageReader) -> list[LaidBlock] | None:
    """The blocks that the tags state, or nothing if less than 90 % of the print is tagged."""
    plan = planned(tree)
    print_ = TaggedPrint(plan)
    if not print_.expected:
        return None
    for page in pages(None):
        print_.take(page)
    if print_.share < _ENOUGH:
        return None
    reader = _Tags(path, print_, plan)
    blocks = in_page_order([made for block in plan if (made := reader.block(block))])
    rest = [*reader.furniture(), *_untagged(path, pages, print_.unclaimed)]
    return _at_their_places(blocks, rest)


class _Tags:
    """Makes blocks of the lines that were gathered."""

    def __init__(self, path: str, print_: TaggedPrint, plan: Sequence[TaggedBlock]) -> None:
        self._path = path
        self._print = print_
        self._heads: dict[int, str] = {}
        self._body = 0.0
        if not print_.artifacts:  # who marks running heads marks all of them
            pages = print_.pages()
            sizes = [line.size for page in pages for line in page]
            self._body = median(sizes) if sizes else 0.0
            self._heads = running(pages, print_.heights, self._body)
        self._left_out: list[tuple[Segment, LaidReason]] = []
        self._notes: frozenset[str] = frozenset()
        self._untagged_notes: frozenset[str] = frozenset()
        self._find_notes(plan)

    def block(self, block: TaggedBlock) -> LaidBlock | None:
        """A block as it is printed, if it is; its mark is taken from its words if it has one."""
        if block.kind is Kind.TABLE:
            return self._table(block)
        runs = self._print.of(block.runs)
        if self._heads and block.kind in _RUNNING:
            runs = list(self._without_heads(runs))
        lines = [line for run in runs for line in run]
        mark = self._label(block)
        if not lines:
            label = [line for run in self._print.of(block.label) for line in run]
            if mark is None or not any(map(str.isalnum, mark)):
                return None
            place = place_of(self._path, label)
            return LaidBlock(kind=block.kind, place=place, level=block.level, mark=mark)
        text, joins = self._text(runs)
        kind = block.kind
        reasons = [_MARKED] if kind is Kind.FURNITURE else []
        if kind is Kind.NOTE and mark is None:
            mark, text = _note_mark(text) or (None, text)
        elif kind is Kind.PARAGRAPH and (front := mark_in_front(text)) is not None:
            if front[0] in self._untagged_notes:
                kind, (mark, text) = Kind.NOTE, front
                why = "a raised mark in front that is also in the text"
                reasons.append(LaidReason(decision=GuessKind.NOTE, why=why, confidence=0.85))
        elif kind is Kind.ENTRY and mark is None:
            mark, text = _entry_mark(text, lines[0]) or (None, text)
        elif kind is Kind.HEADING and len(text) > _LONG_HEADING:
            kind = Kind.PARAGRAPH
            why = "tagged as a heading, but too long for one"
            reasons.append(LaidReason(decision=GuessKind.HEADING, why=why, confidence=0.8))
        return LaidBlock(
            kind=kind,
            words=words_from(text, self._notes),
            place=place_of(self._path, lines),
            level=block.level if kind is block.kind else None,
            mark=mark,
            style=lines[0].style(),
            reasons=(*reasons, *joins),
        )

    def furniture(self) -> Iterator[LaidBlock]:
        """What the file marks as no content, or gives other words for, and running heads."""
        replaced = LaidReason(decision=GuessKind.FURNITURE, why="the file gives other words for it")
        for lines, reason in ((self._print.artifacts, _MARKED), (self._print.replaced, replaced)):
            for line in lines:
                self._left_out.append((line, reason))
        for (_, reason), several in groupby(self._left_out, lambda each: (each[0].page, each[1])):
            run = [line for line, _ in several]
            words = Words(text=" ".join(text_without_marks(line.text) for line in run))
            place = place_of(self._path, run)
            yield LaidBlock(kind=Kind.FURNITURE, words=words, place=place, reasons=(reason,))

    def _without_heads(self, runs: Iterable[list[Segment]]) -> Iterator[list[Segment]]:
        for run in runs:
            kept = []
            for line in run:
                why = self._heads.get(id(line))
                if why is not None and line.size < _LARGE * self._body:
                    reason = LaidReason(decision=GuessKind.FURNITURE, why=why, confidence=0.95)
                    self._left_out.append((line, reason))
                else:
                    kept.append(line)
            if kept:
                yield kept

    def _text(self, runs: Iterable[list[Segment]]) -> tuple[str, tuple[LaidReason, ...]]:
        return self._print.words.joined(
            whole_marks(" ".join(each.text for each in row)) for run in runs for row in rows_of(run)
        )

    def _label(self, block: TaggedBlock) -> str | None:
        text, _ = self._text(self._print.of(block.label))
        return text_without_marks(text) or None

    def _find_notes(self, plan: Sequence[TaggedBlock]) -> None:
        """The marks of what is tagged as a note, and of what begins with one used elsewhere."""
        tagged: set[str] = set()
        fronts: set[str] = set()
        texts: list[str] = []
        for block in _leaves(plan):
            if block.kind is Kind.NOTE:
                text, _ = self._text(self._print.of(block.runs))
                mark = self._label(block) or (_note_mark(text) or ("",))[0]
                tagged.add(mark.strip("()[]. "))
            elif runs := self._print.of(block.runs):
                texts.append(whole_marks(" ".join(line.text for run in runs for line in run)))
                if block.kind is Kind.PARAGRAPH and (front := mark_in_front(texts[-1])):
                    fronts.add(front[0])
        used = {
            mark
            for text in texts
            if mark_in_front(text) is None
            for mark, _ in words_from(text, fronts).notes
        }
        untagged = used.intersection(fronts) - tagged
        self._untagged_notes = frozenset(untagged)
        self._notes = frozenset(tagged | untagged)

    def _table(self, table: TaggedBlock) -> LaidBlock | None:
        rows = [made for row in table.rows if (made := self._row(row)) is not None]
        if not rows:
            return None
        place = around(row.place for row in rows)
        return LaidBlock(kind=Kind.TABLE, place=place, rows=tuple(in_columns(rows)))

    def _row(self, row: TaggedRow) -> LaidRow | None:
        cells = [
            Cell(
                blocks=tuple(made for each in cell.blocks if (made := self.block(each))),
                rows=cell.rows,
                columns=cell.columns,
            )
            for cell in row.cells
        ]
        places = [each.place for cell in cells for each in cell.blocks]
        if not places:
            return None
        return LaidRow(cells=tuple(cells), place=around(places), header=row.header)


def _leaves(blocks: Iterable[TaggedBlock]) -> Iterator[TaggedBlock]:
    for block in blocks:
        if block.rows:
            for row in block.rows:
                for cell in row.cells:
                    yield from _leaves(cell.blocks)
        else:
            yield block


def _note_mark(text: str) -> tuple[str, str] | None:
    """The mark that a note begins with, and the rest."""
    if (found := mark_in_front(text)) is not None:
        return found
    plain = _NOTE.match(text)
    if plain is None:
        return None
    mark, rest = plain[1], text[plain.end() :]
    more = mark_in_front(rest) if mark.isdigit() else None
    return (mark, rest) if more is None else (mark + more[0], more[1])


def _entry_mark(text: str, line: Segment) -> tuple[str, str] | None:
    """The bullet or number that an entry begins with, and the rest."""
    if (sign := _SIGN.match(text)) is not None:
        return sign[0], text[sign.end() :].lstrip()
    if text.startswith("o ") and line.start - line.left > _HOLLOW * line.size:
        return "o", text[2:].lstrip()
    marker = marker_at(text)
    if marker is None or marker.length >= len(text):
        return None
    return marker.printed, text[marker.length :].lstrip()


def _untagged(
    path: str, pages: PageReader, unclaimed: dict[int, frozenset[int]]
) -> Iterator[LaidBlock]:
    """The print that no tag claims, as blocks by its layout."""
    if not unclaimed:
        return

    def free() -> Iterator[PrintedPage]:
        for page in pages(unclaimed):
            claimed = unclaimed[page.number]
            page.glyphs = [
                each
                for each in page.glyphs
                if not each.look.artifact
                and (each.look.mark is None or each.look.mark not in claimed)
            ]
            page.shapes, page.rules = [], []
            yield page

    for block in blocks_of(free(), path):
        if block.kind in (Kind.FURNITURE, Kind.CONTENTS):
            yield block
        else:
            yield replace(block, reasons=(*block.reasons, _UNTAGGED))


def _at_their_places(blocks: Sequence[LaidBlock], rest: Sequence[LaidBlock]) -> list[LaidBlock]:
    """The blocks, with others before the first one below them on their page."""

    def place(block: LaidBlock) -> tuple[int, float]:
        return block.place.page, block.place.box[1] if block.place.box else 0.0

    waiting = sorted(rest, key=place, reverse=True)
    found: list[LaidBlock] = []
    for block in blocks:
        while waiting and place(waiting[-1]) < place(block):
            found.append(waiting.pop())
        found.append(block)
    return [*found, *reversed(waiting)]
