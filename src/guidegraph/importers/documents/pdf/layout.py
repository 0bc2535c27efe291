"""A PDF without tags: blocks from where the words are on the pages, and how they look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from guidegraph.importers.documents.hyphens import WordStock
from guidegraph.importers.documents.laid import LaidBlock
from guidegraph.importers.documents.pdf.definitions import mark_terms
from guidegraph.importers.documents.pdf.glyphs import Glyph, PrintedPage
from guidegraph.importers.documents.pdf.lines import Look, Segment, segments, text_without_marks
from guidegraph.importers.documents.pdf.lone_rows import put_lone_rows_in
from guidegraph.importers.documents.pdf.over_pages import (
    continue_over,
    join_tables,
    level_entries,
)
from guidegraph.importers.documents.pdf.page import PageLines, PageReader, usual_leadings
from guidegraph.importers.documents.pdf.page_numbers import page_numbers
from guidegraph.importers.documents.pdf.places import turned_line
from guidegraph.importers.documents.pdf.printed_block import PrintedBlock, finished
from guidegraph.importers.documents.pdf.running import running
from guidegraph.importers.documents.pdf.tables import PrintedTable, ruled_tables


__all__ = ["blocks_of"]

_MOST_DOTS: Final = 5_000
_STRIP: Final = 8.0  # points
_TALLEST: Final = 40  # strips


def blocks_of(pages: Iterable[PrintedPage], path: str) -> list[LaidBlock]:
    """The blocks of a document in the order of reading."""
    sheets = [_sheet(page) for page in pages]
    body = _usual_size(sheets)
    heads = running([sheet.lines for sheet in sheets], [sheet.height for sheet in sheets], body)
    for sheet in sheets:
        left = [line for line in sheet.lines if id(line) not in heads]
        heads |= page_numbers(left, (sheet.width, sheet.height), body, sheet.number)
    put_lone_rows_in(sheets, heads)
    words = WordStock()
    for sheet in sheets:
        for line in (*sheet.lines, *_table_lines(sheet.tables)):
            words.add(text_without_marks(line.text))
    looks: Counter[Look] = Counter()
    fixed: Counter[bool] = Counter()
    for sheet in sheets:
        for line in sheet.lines:
            looks[line.look] += line.count
            fixed[line.fixed] += line.count
    usual = looks.most_common(1)[0][0] if looks else (body, False, False, "")
    leadings = usual_leadings(sheet.lines for sheet in sheets)
    drafts: list[PrintedBlock] = []
    notes: list[PrintedBlock] = []
    for sheet in sheets:
        reader = PageReader(sheet, heads, body, usual, leadings, fixed=fixed[True] > fixed[False])
        open_ = notes[-1] if notes and notes[-1].lines[-1].page == sheet.number - 1 else None
        found, below = reader.read(open_)
        continue_over(drafts, found)
        drafts += [*found, *below]
        notes += below
    join_tables(drafts)
    mark_terms(drafts, usual)
    level_entries(drafts)
    marks = sorted({draft.mark for draft in notes if draft.mark})
    return [block for draft in drafts for block in finished(draft, words, marks, path)]


def _sheet(page: PrintedPage) -> PageLines:
    tables, used = ruled_tables(page)
    visible: list[Glyph] = []
    turned: list[Glyph] = []
    for glyph in page.glyphs:
        if id(glyph) not in used:
            (visible if glyph.upright else turned).append(glyph)
    visible += _drawn_bullets(page, visible)
    lines = segments(visible, page.number, [rule for rule in page.rules if rule.vertical])
    rules = [rule for rule in page.rules if not rule.vertical]
    turned_lines = turned_line(turned, page.number)
    whole = [each for each in tables if len(each.rows) > 1]
    lone = [each for each in tables if len(each.rows) == 1]
    size = page.width, page.height
    return PageLines(page.number, *size, lines, whole, turned_lines, rules, lone)


def _drawn_bullets(page: PrintedPage, glyphs: list[Glyph]) -> list[Glyph]:
    """Bullets that are drawn as small dots before words, as characters."""
    dots = [
        shape
        for shape in page.shapes
        if not shape.picture
        and 1.5 <= shape.right - shape.left <= 7
        and abs((shape.right - shape.left) - (shape.bottom - shape.top)) <= 1
    ][:_MOST_DOTS]
    strips: dict[int, list[Glyph]] = {}  # the characters at each height
    for glyph in glyphs if dots else ():
        upper, lower = int((glyph.top - 1) // _STRIP), int((glyph.bottom + 1) // _STRIP)
        for strip in range(upper, min(lower, upper + _TALLEST) + 1):
            strips.setdefault(strip, []).append(glyph)
    found: list[Glyph] = []
    for dot in dots:
        middle = (dot.top + dot.bottom) / 2
        strip = int(middle // _STRIP)
        beside = [
            each for each in strips.get(strip, ()) if each.top - 1 <= middle <= each.bottom + 1
        ]
        after = [each for each in beside if 2 < each.left - dot.right < 26]
        before = any(each.right <= dot.left + 1 and dot.left - each.right < 40 for each in beside)
        if after and not before:
            first = min(after, key=lambda each: each.left)
            right = min(dot.right, first.left - 2)
            found.append(replace(first, text="•", left=dot.left, right=right, spaced=False))
            first.spaced = True
    return found


def _usual_size(sheets: list[PageLines]) -> float:
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        for line in (*sheet.lines, *_table_lines(sheet.tables)):
            sizes[round(line.size * 2) / 2] += line.count
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _table_lines(tables: Iterable[PrintedTable]) -> Iterator[Segment]:
    for table in tables:
        for row in table.rows:
            for cell in row.cells:
                if cell is not None:
                    yield from cell.lines
