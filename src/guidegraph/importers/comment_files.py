"""Commenting tables in files: Word documents, workbooks and text files."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from guidegraph.importers.comment_table import CommentTable, columns_in, head_of
from guidegraph.importers.limits import MAX_CELLS
from guidegraph.importers.sheet import Repairs, Row, Sheet, bounded
from guidegraph.importers.sheets import rows_of_text
from guidegraph.model.errors import FormatError


if TYPE_CHECKING:
    from guidegraph.importers.documents.laid import Cell, LaidBlock, LaidRow

__all__ = ["tables_in_docx", "tables_in_text", "tables_in_xlsx"]


def tables_in_xlsx(path: str, body: bytes) -> Iterator[CommentTable]:
    """The sheets of a workbook."""
    from guidegraph.importers.xlsx import sheets_of_xlsx

    for sheet in sheets_of_xlsx(path, body):
        yield _of_sheet(path, sheet, f"the sheet “{sheet.name}”")


def _of_sheet(path: str, sheet: Sheet, name: str) -> CommentTable:
    repairs = Repairs(path)
    rows = list(bounded(sheet.rows, repairs))
    repairs.warn()
    texts = {row.line: row.cells for row in rows}
    above: dict[tuple[int, int], str] = {}
    lines = sorted(texts)
    for area in sheet.merged:
        if text := texts.get(area.top, {}).get(area.left, ""):
            covered = lines[bisect_right(lines, area.top) : bisect_right(lines, area.bottom)]
            above |= {(line, area.left): text for line in covered}
        if len(above) > MAX_CELLS:
            raise FormatError(path, None, "too many merged cells", "split them")
    width = max((column for row in rows for column in row.cells), default=-1) + 1
    return CommentTable(name=name, rows=rows, above=above, width=width)


def tables_in_text(path: str, body: bytes) -> Iterator[CommentTable]:
    """The table that a text file with commas, semicolons or tabs is."""
    rows = rows_of_text(path, body, lambda cells: len(columns_in(dict(enumerate(cells)))))
    table = _of_sheet(path, Sheet(rows=rows), "the file")
    kept = {row.line: row for row in table.rows}
    empty = (replace(row, cells={}) for row in rows if row.cells)
    yield replace(table, rows=[kept.get(row.line, row) for row in empty])


def tables_in_docx(path: str, body: bytes) -> Iterator[CommentTable]:
    """
    The tables of a Word document, with its changes accepted; first those in running heads that
    name columns, as in the template of ISO.
    """
    from guidegraph.importers.documents.word.body import tables_of_docx
    from guidegraph.importers.importer import Document
    from guidegraph.model.manifest import Manifest

    document = Document(path=path, body=body, edition="", iri="", manifest=Manifest())
    heads, tables = tables_of_docx(document)
    named = (_of_grid(path, rows, 0, "a running head") for rows in heads)
    yield from (table for table in named if head_of(table))
    line = 0
    for number, rows in enumerate(tables, start=1):
        yield _of_grid(path, rows, line, f"table {number}")
        line += len(rows)


def _of_grid(path: str, grid: Sequence[LaidRow], first: int, name: str) -> CommentTable:
    """The rows of a table, counted from the first of the document."""
    covered: dict[int, tuple[int, str]] = {}  # by column, how many rows a cell above still covers
    above: dict[tuple[int, int], str] = {}
    rows: list[Row] = []
    for line, row in enumerate(grid, start=first + 1):
        cells: dict[int, str] = {}
        column = 0
        begun: dict[int, tuple[int, str]] = {}
        for cell in row.cells:
            while column in covered:
                column += 1
            text = _text(cell)
            cells[column] = text
            for place in range(column, column + cell.columns):
                if cell.rows > 1:
                    begun[place] = (cell.rows, text if place == column else "")
            column += cell.columns
        for place, (_, text) in covered.items():
            if text:
                above[(line, place)] = text
        covered = {
            place: (left - 1, text) for place, (left, text) in (covered | begun).items() if left > 1
        }
        rows.append(Row(line=line, cells=cells))
    repairs = Repairs(path)
    kept = {row.line: row for row in bounded(rows, repairs)}
    repairs.warn()
    width = max((column for row in rows for column in row.cells), default=-1) + 1
    rows = [kept.get(row.line, replace(row, cells={})) for row in rows]
    return CommentTable(name=name, rows=rows, above=above, width=width)


def _text(cell: Cell) -> str:
    return "\n".join(filter(None, (text for block in cell.blocks for text in _texts(block))))


def _texts(block: LaidBlock) -> Iterator[str]:
    yield f"{block.mark or ''} {block.words.text}".strip()
    for row in block.rows:
        for cell in row.cells:
            yield _text(cell)
