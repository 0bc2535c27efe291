"""A PDF without tags: blocks from where the words are on the pages, and how they look."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from guidegraph.importers.documents.hyphens import WordStock
from guidegraph.importers.documents.laid import (
    Cell,
    Kind,
    LaidBlock,
    LaidReason,
    LaidRow,
    Style,
    Words,
)
from guidegraph.importers.documents.pdf.glyphs import Glyph, PrintedPage
from guidegraph.importers.documents.pdf.lines import (
    Segment,
    mark_in_front,
    merged,
    rows_of,
    segments,
    text_without_marks,
    words_from,
)
from guidegraph.importers.documents.pdf.regions import columns_of
from guidegraph.importers.documents.pdf.running import running
from guidegraph.importers.documents.pdf.tables import (
    PrintedTable,
    TableCell,
    TableRow,
    aligned_tables,
    code_like,
    ruled_tables,
)
from guidegraph.language.enumeration import Marker, marker_at
from guidegraph.model.findings import Place
from guidegraph.model.reading import GuessKind


__all__ = ["blocks_of"]

_CONTENTS = re.compile(r"\S.*?(?:[.·…_]\s?){3,}\s*(?:\d{1,4}|[ivxlc]{1,7})$")
_CONTENTS_END = re.compile(r"\d{1,4}|[ivxlc]{1,7}")
_SENTENCE_END = re.compile(r"[.!?:;”\"’')\]]\s*$")
_NOTE = re.compile(r"(\d{1,3}|[*†‡§])\s+(?=\S)")
_BULLETS = re.compile(r"[\uf000-\uf0ff■□▶►▸➢➤❖✓✔✦✧❑❒◆◇⁃∙](?=\s)")
_SMALLER: Final = 0.93
_LEADING: Final = 1.25
_INDENT: Final = 6.0
_SAME: Final = 3.0  # points
_BESIDE: Final = (Kind.FURNITURE, Kind.NOTE)  # what a text goes on over


@dataclass(slots=True)
class _Draft:
    """A block while its lines are gathered."""

    kind: Kind
    lines: list[Segment]
    mark: str | None = None
    gap: float | None = None
    reasons: list[LaidReason] = field(default_factory=list)
    table: PrintedTable | None = None
    level: int | None = None
    texts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Sheet:
    """What is kept of a page."""

    number: int
    height: float
    lines: list[Segment]
    tables: list[PrintedTable]
    turned: list[Segment]
    hidden: list[Segment]


def blocks_of(pages: Iterable[PrintedPage], path: str) -> list[LaidBlock]:
    """The blocks of a document in the order of reading."""
    sheets = [_sheet(page) for page in pages]
    body = _usual_size(sheets)
    heads = running([sheet.lines for sheet in sheets], [sheet.height for sheet in sheets], body)
    words = WordStock()
    for sheet in sheets:
        for line in (*sheet.lines, *_table_lines(sheet.tables)):
            words.add(text_without_marks(line.text))
    looks: Counter[tuple[float, bool, bool, str]] = Counter()
    for sheet in sheets:
        for line in sheet.lines:
            looks[line.look] += line.count
    usual = looks.most_common(1)[0][0] if looks else (body, False, False, "")
    drafts: list[_Draft] = []
    notes: list[_Draft] = []
    for sheet in sheets:
        found, below = _PageReader(sheet, heads, body, usual).read()
        _continue(drafts, found)
        drafts += [*found, *below]
        notes += below
    _join_tables(drafts)
    _level_entries(drafts)
    marks = sorted({draft.mark for draft in notes if draft.mark})
    return [block for draft in drafts for block in _finished(draft, words, marks, path)]


def _sheet(page: PrintedPage) -> _Sheet:
    tables, used = ruled_tables(page)
    visible: list[Glyph] = []
    turned: list[Glyph] = []
    for glyph in page.glyphs:
        if id(glyph) not in used:
            (visible if glyph.upright else turned).append(glyph)
    visible += _drawn_bullets(page, visible)
    lines = segments(visible, page.number, [rule for rule in page.rules if rule.vertical])
    return _Sheet(page.number, page.height, lines, tables, _in_drawing_order(turned, page), [])


def _in_drawing_order(glyphs: list[Glyph], page: PrintedPage) -> list[Segment]:
    """Words that are turned, as they were drawn."""
    if not glyphs:
        return []
    text = "".join((" " if glyph.spaced else "") + glyph.text for glyph in glyphs).strip()
    first = glyphs[0]
    return [
        Segment(
            page=page.number,
            left=min(glyph.left for glyph in glyphs),
            right=max(glyph.right for glyph in glyphs),
            top=min(glyph.top for glyph in glyphs),
            bottom=max(glyph.bottom for glyph in glyphs),
            base=first.base,
            size=first.size,
            text=text,
        )
    ]


def _drawn_bullets(page: PrintedPage, glyphs: list[Glyph]) -> list[Glyph]:
    """Bullets that are drawn as small dots before words, as characters."""
    dots = [
        shape
        for shape in page.shapes
        if not shape.picture
        and 1.5 <= shape.right - shape.left <= 7
        and abs((shape.right - shape.left) - (shape.bottom - shape.top)) <= 1
    ][:500]
    found: list[Glyph] = []
    for dot in dots:
        middle = (dot.top + dot.bottom) / 2
        beside = [each for each in glyphs if each.top - 1 <= middle <= each.bottom + 1]
        after = [each for each in beside if 2 < each.left - dot.right < 26]
        before = any(each.right <= dot.left + 1 and dot.left - each.right < 40 for each in beside)
        if after and not before:
            first = min(after, key=lambda each: each.left)
            right = min(dot.right, first.left - 2)
            found.append(replace(first, text="•", left=dot.left, right=right, spaced=False))
            first.spaced = True
    return found


def _usual_size(sheets: list[_Sheet]) -> float:
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


class _PageReader:
    """Reads the blocks of one page."""

    def __init__(
        self,
        sheet: _Sheet,
        heads: dict[int, str],
        body: float,
        usual: tuple[float, bool, bool, str],
    ) -> None:
        self._sheet = sheet
        self._heads = heads
        self._body = body
        self._usual = usual
        self._drafts: list[_Draft] = []

    def read(self) -> tuple[list[_Draft], list[_Draft]]:
        """The blocks of the page, and its footnotes."""
        lines: list[Segment] = []
        for line in (*self._sheet.lines, *self._sheet.turned):
            why = self._heads.get(id(line))
            if line in self._sheet.turned:
                why = "words that are turned"
            if why is None:
                lines.append(line)
            else:
                self._leave_out(line, why)
        lines, notes = self._footnotes(lines)
        lines = self._contents(lines)
        marked = _with_markers(lines)
        tables = list(self._sheet.tables)
        for table, used in aligned_tables(marked, self._body):
            gone = {id(each) for each in used}
            marked = [each for each in marked if id(each) not in gone]
            tables.append(table)
        for column in columns_of([*marked, *map(self._stand_in, tables)]):
            self._read_column(column)
        return self._drafts, notes

    def _leave_out(self, line: Segment, why: str) -> None:
        reason = LaidReason(decision=GuessKind.FURNITURE, why=why, confidence=0.95)
        self._drafts.append(_Draft(Kind.FURNITURE, [line], reasons=[reason]))

    def _stand_in(self, table: PrintedTable) -> Segment:
        left, top, right, bottom = table.box
        return Segment(
            page=self._sheet.number,
            left=left,
            right=right,
            top=top,
            bottom=bottom,
            base=top + 1,
            size=self._body,
            text="",
            table=table,
        )

    def _footnotes(self, lines: list[Segment]) -> tuple[list[Segment], list[_Draft]]:
        """What is in smaller type at the foot of the page and begins with a mark."""
        large = [each.base for each in lines if each.size > _SMALLER * self._body]
        last = max(large, default=0.0)
        tail = [each for each in lines if each.base > last + 1]
        if not tail or not large or tail[0].base < 0.35 * self._sheet.height:
            return lines, []
        notes: list[_Draft] = []
        taken: set[int] = set()
        for row in rows_of(tail):
            line = row[0]
            for each in row[1:]:
                line = merged(line, each)
            mark = _note_mark(line.text)
            if mark is not None:
                reason = LaidReason(
                    decision=GuessKind.NOTE, why="small type at the foot of a page", confidence=0.9
                )
                notes.append(_Draft(Kind.NOTE, [replace(line, text=mark[1])], mark[0]))
                notes[-1].reasons.append(reason)
            elif notes:
                notes[-1].lines.append(line)
            else:
                continue
            taken.update(id(each) for each in row)
        return [each for each in lines if id(each) not in taken], notes

    def _contents(self, lines: list[Segment]) -> list[Segment]:
        """Take out the lines of a contents list: those that end in a page number after dots."""
        rows = rows_of(lines, 2.5)
        listed = []
        for row in rows:
            text = " ".join(text_without_marks(each.text) for each in row)
            apart = len(row) >= 2 and _CONTENTS_END.fullmatch(row[-1].text.strip())
            far = apart and row[-1].left - row[-2].right > 3 * row[-1].size
            listed.append(2 if _CONTENTS.fullmatch(text) else 1 if far else 0)
        dotted = listed.count(2)
        sure = dotted >= 3 or (dotted + listed.count(1) >= 5 and listed.count(0) < 0.4 * len(rows))
        if not sure:
            return lines
        ends = [at for at, each in enumerate(listed) if each]
        kept: list[Segment] = []
        for at, row in enumerate(rows):
            within = ends[0] <= at <= ends[-1] and (at + 1 < len(rows))
            if listed[at] or (within and listed[at + 1] and row[0].look == rows[at + 1][0].look):
                line = row[0]
                for each in row[1:]:
                    line = merged(line, each)
                reason = LaidReason(decision=GuessKind.FURNITURE, why="a line of a contents list")
                self._drafts.append(_Draft(Kind.CONTENTS, [line], reasons=[reason]))
            else:
                kept += row
        return kept

    def _read_column(self, column: list[Segment]) -> None:
        lines = _merged_rows(column)
        prose = [each for each in lines if each.table is None]
        right = max((each.right for each in prose), default=0.0)
        left = min((each.left for each in prose), default=0.0)
        leading = self._leading(prose)
        at = 0
        while at < len(lines):
            line = lines[at]
            gap = None
            if at:
                gap = round(max(0.0, line.top - lines[at - 1].bottom) / (line.size or 1.0), 2)
            if line.table is not None:
                self._drafts.append(_Draft(Kind.TABLE, [line], gap=gap, table=line.table))
                at += 1
                continue
            marker = self._marker(line)
            end = at + 1
            while end < len(lines) and self._goes_on(
                lines[at:end], lines[end], marker, leading, left, right
            ):
                end += 1
            draft = _Draft(Kind.PARAGRAPH, lines[at:end], gap=gap)
            if marker is not None:
                draft.kind, draft.mark = Kind.ENTRY, marker.printed
                rest = _unmarked(line.text, marker)
                draft.lines = [replace(line, text=rest), *lines[at + 1 : end]]
            self._drafts.append(draft)
            at = end

    def _leading(self, lines: list[Segment]) -> dict[int, float]:
        """How far lines of a size are apart, for each size."""
        steps: dict[int, list[float]] = {}
        for before, after in pairwise(lines):
            step = after.base - before.base
            if abs(before.size - after.size) < 0.6 and 0.5 * after.size < step < 2.2 * after.size:
                steps.setdefault(round(after.size), []).append(step)
        return {size: sorted(each)[int(0.3 * len(each))] for size, each in steps.items()}

    def _marker(self, line: Segment) -> Marker | None:
        """The bullet or number that makes a line an entry of a list."""
        text = _BULLETS.sub("•", line.text, count=1)
        if text.startswith("o ") and line.start - line.left > 1.2 * line.size:
            text = f"• {text[2:]}"
        marker = marker_at(text)
        if marker is None or len(text) <= marker.length:
            return None
        distinct = line.look != self._usual and (line.bold or line.size > 1.08 * self._body)
        if marker.style in ("clause", "ordered", "letter") and distinct:
            return None  # a heading with a number
        rest = text[marker.length :].lstrip()
        if marker.printed in "–—-" and rest[:1].islower() and line.start - line.left < line.size:
            return None  # a dash within a sentence
        if marker.style == "letter" and len(rest.split()) < 3:
            return None  # "A. Smith"
        return marker

    def _goes_on(
        self,
        lines: list[Segment],
        after: Segment,
        marker: Marker | None,
        leading: dict[int, float],
        left: float,
        right: float,
    ) -> bool:
        """Whether a line belongs to the same block as those before it."""
        first, last = lines[0], lines[-1]
        if after.table is not None:
            return False
        step = after.base - last.base
        usual = leading.get(round(first.size), _LEADING * first.size)
        if step < -1 or step > 1.32 * usual + 0.6 or abs(after.size - first.size) > 0.8:
            return False
        ended = _SENTENCE_END.search(text_without_marks(last.text)) is not None
        short = last.right < right - 0.22 * (right - left)
        if (found := self._marker(after)) is not None and (
            found.style in ("bullet", "glyph", "bracket") or ended or short or marker
        ):
            return False
        if (first.bold != after.bold or after.colour != first.colour) and (
            first.bold != last.bold or len(lines) == 1 or after.bold
        ):
            whole = short or last.bold != after.bold
            if whole and not (after.text[:1].islower() and not short):
                return False
        if marker is not None:
            hang = first.start - 2 if first.start - first.left > _INDENT else first.left - _SAME
            if after.left < first.left - _SAME:
                return False
            if after.left < hang and len(lines) > 1 and lines[1].left >= hang:
                return False
            return not (ended and short and after.left < hang)
        if ended and after.left > last.left + 8 and after.left > left + 8:
            return False
        if abs(after.left - first.left) > 8 and len(lines) > 1 and ended and short:
            return False
        return not (ended and short and step > 1.12 * usual)


def _unmarked(text: str, marker: Marker) -> str:
    return text[marker.length :].lstrip()


def _note_mark(text: str) -> tuple[str, str] | None:
    found = mark_in_front(text)
    if found is not None:
        return found
    plain = _NOTE.match(text)
    return None if plain is None else (plain[1], text[plain.end() :])


def _with_markers(lines: list[Segment]) -> list[Segment]:
    """Bullets and numbers put together with the words that they are before."""
    found: list[Segment] = []
    for row in rows_of(lines):
        at = 0
        while at < len(row):
            line = row[at]
            if at + 1 < len(row):
                text = text_without_marks(line.text)
                after = row[at + 1]
                near = after.left - line.right < 5.5 * max(line.size, 8)
                alike = line.look == after.look and re.fullmatch(r"\d{1,2}(?:\.\d{1,2}){0,4}", text)
                heading = alike and (line.bold or line.size > 11.5)
                lone = len(text) < 14 and (
                    heading or text == "o" or _BULLETS.match(f"{text} ") or marker_at(f"{text} x")
                )
                if near and lone:
                    row[at + 1] = merged(line, after)
                    at += 1
                    continue
            found.append(line)
            at += 1
    return found


def _merged_rows(lines: list[Segment]) -> list[Segment]:
    """Words that white space cut, as in a justified heading, put together again."""
    found: list[Segment] = []
    plain = [each for each in lines if each.table is None]
    for row in rows_of(plain, 1.5):
        for each in row:
            before = found[-1] if found and row.index(each) else None
            if (
                before is not None
                and abs(before.size - each.size) < 0.6
                and 0 <= each.left - before.right < 3.2 * each.size
                and before.bold == each.bold
            ):
                found[-1] = merged(before, each)
            else:
                found.append(each)
    found += [each for each in lines if each.table is not None]
    return sorted(found, key=lambda each: (round(each.base / 2), each.left))


def _continue(before: list[_Draft], after: list[_Draft]) -> None:
    """Join a paragraph that a page ends in the middle of with the first one of the next page."""
    last = next((each for each in reversed(before) if each.kind not in _BESIDE), None)
    first = next((each for each in after if each.kind not in _BESIDE), None)
    if last is None or first is None or first.kind is not Kind.PARAGRAPH:
        return
    if last.kind not in (Kind.PARAGRAPH, Kind.ENTRY):
        return
    end, begin = last.lines[-1], first.lines[0]
    if abs(end.size - begin.size) > 0.6 or end.bold != begin.bold:
        return
    text = text_without_marks(end.text)
    if _SENTENCE_END.search(text) or not (begin.text[:1].islower() or text.endswith("-")):
        return
    reason = LaidReason(
        decision=GuessKind.PARAGRAPH, why="goes on in the middle of a sentence", confidence=0.95
    )
    last.lines += first.lines
    last.reasons.append(reason)
    after.remove(first)


def _join_tables(drafts: list[_Draft]) -> None:
    """Put the parts of a table on several pages together."""
    last: _Draft | None = None
    kept: list[_Draft] = []
    for draft in drafts:
        if draft.kind in _BESIDE:
            kept.append(draft)
            continue
        if draft.table is None:
            last = None
            kept.append(draft)
            continue
        _mark_header(draft.table)
        if last is not None and last.table is not None and _same_columns(last.table, draft.table):
            left_out = _append(last, last.table, draft.table)
            kept += left_out
            continue
        last = draft
        kept.append(draft)
    drafts[:] = kept


def _same_columns(one: PrintedTable, other: PrintedTable) -> bool:
    if len(one.columns) != len(other.columns) or one.ruled != other.ruled:
        return False
    if one.rows[-1].page == other.rows[0].page:
        return False
    return all(
        abs(left - right) < 4 for left, right in zip(one.columns, other.columns, strict=True)
    )


def _mark_header(table: PrintedTable) -> None:
    """Mark the first row as a header if its words look unlike those below."""
    if len(table.rows) < 2:
        return
    first, second = table.rows[0], table.rows[1]
    lines = [line for cell in first.cells if cell for line in cell.lines]
    below = [line for cell in second.cells if cell for line in cell.lines]
    if not lines or not below:
        return
    looks = Counter(line.look for line in lines)
    bold = all(line.bold for line in lines) and not all(line.bold for line in below)
    apart = looks.most_common(1)[0][0] not in {line.look for line in below}
    short = all(len(cell.text.split()) <= 8 for cell in first.cells if cell)
    first.header = short and (bold or apart)


def _row_text(row: TableRow) -> str:
    return " ".join(cell.text for cell in row.cells if cell is not None)


def _append(draft: _Draft, table: PrintedTable, other: PrintedTable) -> list[_Draft]:
    """Add the rows of the next page; the head that it repeats is returned as left out."""
    rows = list(other.rows)
    left_out: list[_Draft] = []
    heads = [_row_text(row) for row in table.rows[:2]]
    while rows and len(rows) < len(other.rows) + 1 and _row_text(rows[0]) in heads[:1] and heads[0]:
        reason = LaidReason(decision=GuessKind.FURNITURE, why="a table head that is repeated")
        lines = [line for cell in rows[0].cells if cell for line in cell.lines]
        left_out.append(_Draft(Kind.FURNITURE, lines, reasons=[reason]))
        rows.pop(0)
        heads = heads[1:] or [""]
    if rows and _goes_on_over(table.rows, rows[0]):
        first = rows.pop(0)
        last = table.rows[-1]
        for at, cell in enumerate(first.cells):
            before = last.cells[at]
            if cell is None:
                continue
            if before is None:
                last.cells[at] = cell
            else:
                before.lines += cell.lines
        draft.reasons.append(
            LaidReason(
                decision=GuessKind.ROW,
                why="the row goes on over the page",
                confidence=0.8,
                text=_row_text(first),
            )
        )
    for row in rows:
        row.header = False
    table.rows += rows
    return left_out


def _goes_on_over(rows: list[TableRow], first: TableRow) -> bool:
    """Whether the first row of a page continues the last one of the page before."""
    texts = [cell.text if cell else "" for cell in first.cells]
    for column in range(len(first.cells)):
        values = [cell.text for row in rows if (cell := row.cells[column]) and cell.text]
        body = values[1:] or values
        if len(body) >= 2 and sum(map(code_like, body)) >= 0.7 * len(body):
            return not code_like(texts[column])
    filled = [at for at, text in enumerate(texts) if text]
    if not filled:
        return False
    last = rows[-1]
    cut = []
    for at in filled:
        cell = last.cells[at]
        before = cell.text if cell else ""
        cut.append(bool(before) and not _SENTENCE_END.search(before))
    return all(cut) and (
        len(filled) == 1 < len(texts) or all(texts[at][:1].islower() for at in filled)
    )


def _level_entries(drafts: list[_Draft]) -> None:
    """How deep each entry of a list is, by where its mark stands."""
    open_: list[float] = []
    for draft in drafts:
        if draft.kind in (*_BESIDE, Kind.CONTENTS):
            continue
        left = draft.lines[0].left
        if draft.kind is not Kind.ENTRY:
            if draft.kind is Kind.PARAGRAPH and open_ and left > open_[0] + _INDENT:
                continue
            open_ = []
            continue
        while open_ and left < open_[-1] - _INDENT / 2:
            open_.pop()
        if not open_ or left > open_[-1] + _INDENT / 2:
            open_.append(left)
        draft.level = len(open_) - 1


def _place(path: str, lines: list[Segment]) -> Place:
    page = lines[0].page
    mine = [line for line in lines if line.page == page]
    return Place(
        path=path,
        line=0,
        page=page,
        box=(
            round(min(line.left for line in mine), 1),
            round(min(line.top for line in mine), 1),
            round(max(line.right for line in mine), 1),
            round(max(line.bottom for line in mine), 1),
        ),
    )


def _finished(draft: _Draft, words: WordStock, marks: list[str], path: str) -> Iterator[LaidBlock]:
    if draft.table is not None:
        yield _table(draft, draft.table, words, marks, path)
        return
    text, joins = words.joined(line.text for line in draft.lines)
    found = words_from(text, marks)
    if not found.text and not draft.mark:
        return
    yield LaidBlock(
        kind=draft.kind,
        words=found,
        place=_place(path, draft.lines),
        level=draft.level,
        mark=draft.mark,
        style=draft.lines[0].style(),
        gap=draft.gap,
        reasons=(*draft.reasons, *joins),
    )


def _lines_of(cell: TableCell) -> list[str]:
    """The lines of a cell, page by page."""
    found: list[str] = []
    for page in sorted({line.page for line in cell.lines}):
        rows = rows_of(line for line in cell.lines if line.page == page)
        found += (" ".join(each.text for each in row) for row in rows)
    return found


def _table(
    draft: _Draft, table: PrintedTable, words: WordStock, marks: list[str], path: str
) -> LaidBlock:
    reasons = list(draft.reasons)
    if not table.ruled:
        reasons.append(
            LaidReason(
                decision=GuessKind.TABLE, why="words in columns without rules", confidence=0.8
            )
        )
    rows: list[LaidRow] = []
    for row in table.rows:
        cells: list[Cell] = []
        place = Place(
            path=path,
            line=0,
            page=row.page,
            box=tuple(round(each, 1) for each in row.box),  # type: ignore[arg-type]
        )
        for cell in row.cells:
            if cell is None:
                continue
            text, joins = words.joined(_lines_of(cell))
            reasons += joins
            blocks: tuple[LaidBlock, ...] = ()
            if text:
                blocks = (
                    LaidBlock(
                        kind=Kind.PARAGRAPH,
                        words=words_from(text, marks),
                        place=_place(path, cell.lines),
                        style=cell.lines[0].style(),
                    ),
                )
            cells.append(Cell(blocks=blocks, rows=cell.rows, columns=cell.columns))
        rows.append(LaidRow(cells=tuple(cells), place=place, header=row.header))
    return LaidBlock(
        kind=Kind.TABLE,
        words=Words(text=""),
        place=_place(path, draft.lines),
        style=Style(indent=round(table.box[0], 1)),
        rows=tuple(rows),
        gap=draft.gap,
        reasons=tuple(reasons),
    )
