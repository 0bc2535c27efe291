"""What goes on over the pages: paragraphs, tables and their rows, and the levels of lists."""

from __future__ import annotations

from collections import Counter
from typing import Final

from guidegraph.importers.documents.laid import Kind, LaidReason
from guidegraph.importers.documents.pdf.lines import SENTENCE_END, Segment, text_without_marks
from guidegraph.importers.documents.pdf.printed_block import BESIDE, PrintedBlock
from guidegraph.importers.documents.pdf.tables import (
    PrintedTable,
    TableCell,
    TableRow,
    code_like,
)
from guidegraph.model.reading import GuessKind


__all__ = ["continue_over", "join_tables", "level_entries", "same_columns"]

_INDENT: Final = 6.0
_MOST_HEADS: Final = 3  # rows


def continue_over(before: list[PrintedBlock], after: list[PrintedBlock]) -> None:
    """Join a paragraph that a page or column ends in the middle of with the first after it."""
    last = next((each for each in reversed(before) if each.kind not in BESIDE), None)
    first = next((each for each in after if each.kind not in BESIDE), None)
    if last is None or first is None or first.kind is not Kind.PARAGRAPH:
        return
    if last.kind not in (Kind.PARAGRAPH, Kind.ENTRY):
        return
    end, begin = last.lines[-1], first.lines[0]
    if abs(end.size - begin.size) > 0.6 or end.bold != begin.bold:
        return
    text = text_without_marks(end.text)
    if SENTENCE_END.search(text):
        return
    sure = begin.text[:1].islower() or text.endswith("-")
    if not (sure or (_is_full(last) and begin.look == end.look)):
        return
    reason = LaidReason(
        decision=GuessKind.PARAGRAPH,
        why="goes on in the middle of a sentence",
        confidence=0.95 if sure else 0.85,
    )
    last.lines += first.lines
    last.reasons.append(reason)
    after.remove(first)


def _is_full(block: PrintedBlock) -> bool:
    """Whether the last line of a block is as long as the others."""
    last = block.lines[-1]
    right = max(line.right for line in block.lines)
    left = min(line.left for line in block.lines)
    return len(block.lines) > 1 and last.right > right - 0.06 * (right - left)


def join_tables(drafts: list[PrintedBlock]) -> None:
    """Put the parts of a table on several pages together."""
    last: PrintedBlock | None = None
    kept: list[PrintedBlock] = []
    for draft in drafts:
        if draft.kind in BESIDE:
            kept.append(draft)
            continue
        if draft.table is None:
            last = None
            kept.append(draft)
            continue
        _mark_header(draft.table)
        if last is not None and last.table is not None and same_columns(last.table, draft.table):
            kept += _append(last, last.table, draft.table)
            if not any(row.header for row in last.table.rows):
                _mark_header(last.table)
            continue
        last = draft
        kept.append(draft)
    drafts[:] = kept


def same_columns(one: PrintedTable, other: PrintedTable) -> bool:
    """Whether tables on different pages may be parts of one."""
    if len(one.columns) != len(other.columns) or one.ruled != other.ruled:
        return False
    if one.rows[-1].page == other.rows[0].page:
        return False
    return all(
        abs(left - right) < 4 for left, right in zip(one.columns, other.columns, strict=True)
    )


def _mark_header(table: PrintedTable) -> None:
    """Mark the first rows as headers if their words look unlike those below."""
    for count in range(1, min(_MOST_HEADS, len(table.rows) - 1) + 1):
        heads, below = table.rows[:count], _lines(table.rows[count])
        lines = [_lines(row) for row in heads]
        if not all(lines) or not below:
            return
        looks = {Counter(line.look for line in each).most_common(1)[0][0] for each in lines}
        bold = all(line.bold for each in lines for line in each)
        unlike = bold and not all(line.bold for line in below)
        apart = count == 1 and not looks & {line.look for line in below}
        short = all(len(cell.text.split()) <= 8 for row in heads for cell in row.cells if cell)
        if short and (unlike or apart):
            for row in heads:
                row.header = True
            return


def _lines(row: TableRow) -> list[Segment]:
    return [line for cell in row.cells if cell for line in cell.lines]


def _row_text(row: TableRow) -> str:
    return " ".join(cell.text for cell in row.cells if cell is not None)


def _append(draft: PrintedBlock, table: PrintedTable, other: PrintedTable) -> list[PrintedBlock]:
    """Add the rows of the next page; the head that it repeats is returned as left out."""
    rows = list(other.rows)
    repeated: list[Segment] = []
    heads = table.rows[: max(1, sum(row.header for row in table.rows[:_MOST_HEADS]))]
    rest = False
    for head in heads:
        lines = _head_in(head, rows[0]) if rows else []
        if not lines:
            break
        repeated += lines
        rest = bool(_lines(rows[0]))
        if rest:
            break
        rows.pop(0)
    left_out = [_left_out(repeated)] if repeated else []
    if repeated:
        heads[0].header = True
        if len(table.rows) > len(heads) + 1 and _texts(table.rows[-2]) == _texts(heads[0]):
            left_out.append(_left_out(_lines(table.rows.pop(-2))))  # before a row that is cut
    cut = table.open_foot and (rest if repeated else other.open_top)
    table.open_foot = other.open_foot
    if rows and (cut or _goes_on_over(table.rows, rows[0])):
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


def _head_in(head: TableRow, row: TableRow) -> list[Segment]:
    """The lines of a head that a row repeats or begins with, taken out of the row."""
    firsts = _texts(head)
    taken: list[tuple[TableCell, int]] = []
    for cell, first in zip(row.cells, firsts, strict=True):
        lines = cell.lines if cell else []
        count = next(
            (end for end in range(len(lines) + 1) if TableCell(lines[:end]).text == first), None
        )
        if count is None:
            return []
        if cell is not None:
            taken.append((cell, count))
    found = [line for cell, count in taken for line in cell.lines[:count]]
    if len(found) < len(_lines(row)) and (sum(map(bool, firsts)) < 2 or code_like(firsts[0])):
        return []  # a row that begins as another one does
    for cell, count in taken:
        del cell.lines[:count]
    return found


def _texts(row: TableRow) -> list[str]:
    return [cell.text if cell else "" for cell in row.cells]


def _left_out(lines: list[Segment]) -> PrintedBlock:
    reason = LaidReason(decision=GuessKind.FURNITURE, why="a table head that is repeated")
    return PrintedBlock(Kind.FURNITURE, lines, reasons=[reason])


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
        cut.append(bool(before) and not SENTENCE_END.search(before))
    return all(cut) and (
        len(filled) == 1 < len(texts) or all(texts[at][:1].islower() for at in filled)
    )


def level_entries(drafts: list[PrintedBlock]) -> None:
    """How deep each entry of a list is, by where its mark stands."""
    open_: list[float] = []
    for draft in drafts:
        if draft.kind in (*BESIDE, Kind.CONTENTS):
            continue
        left = draft.lines[0].left
        if draft.kind is Kind.TERM:
            open_ = [left]
            continue
        if draft.kind is not Kind.ENTRY:
            if draft.kind is not Kind.TABLE and open_ and left > open_[0] + _INDENT:
                continue
            open_ = []
            continue
        while open_ and left < open_[-1] - _INDENT / 2:
            open_.pop()
        if not open_ or left > open_[-1] + _INDENT / 2:
            open_.append(left)
        draft.level = len(open_) - 1
