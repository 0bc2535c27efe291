"""A spreadsheet edition of Excel 97 to 2003 (XLS), by the same rules as CSV."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from guidegraph.importers.importer import Document, importer
from guidegraph.importers.limits import MAX_XLS
from guidegraph.model.accounting import Unit
from guidegraph.model.edition import Edition
from guidegraph.model.errors import FormatError


if TYPE_CHECKING:
    from guidegraph.importers.sheet import Sheet

__all__ = ["read"]


def _sheets(document: Document) -> Sequence[Sheet]:
    """The sheets; a formula is the value that was saved with it."""
    from guidegraph.importers.sheet import Area, Sheet
    from guidegraph.importers.spreadsheet import COMPOUND_FILE, CellReader

    path, body = document.path, document.body
    if not body.startswith(COMPOUND_FILE):
        advice = "save it as .xlsx"
        raise FormatError(path, None, "not a spreadsheet of Excel 97 to 2003", advice)
    if len(body) > MAX_XLS:
        problem = f"a spreadsheet of more than {MAX_XLS >> 20} MB"
        raise FormatError(path, None, problem, "save it as .xlsx, or split it")
    reader = CellReader(path)
    found = []
    try:
        book = _book(body)
        for number in range(book.nsheets):
            sheet = book.sheet_by_index(number)
            rows = reader.begin()
            for line in range(1, sheet.nrows + 1):
                _row(reader, book, sheet, line)
            merged = [
                Area(top + 1, left, bottom, right - 1)
                for top, bottom, left, right in sheet.merged_cells
            ]
            hidden = bool(sheet.visibility)
            found.append(Sheet(name=sheet.name, rows=rows, merged=merged, hidden=hidden))
            book.unload_sheet(number)
    except FormatError:
        raise
    except Exception as error:  # noqa: BLE001  # a damaged file can raise any exception
        import xlrd

        why = str(error) if isinstance(error, xlrd.XLRDError) else "it is damaged"
        raise FormatError(
            path,
            None,
            f"not a spreadsheet that can be read ({' '.join(why.split())[:80].lower()})",
            "remove its password, and save it as .xlsx",
        ) from None
    reader.repairs.warn()
    return found


def _book(body: bytes) -> Any:
    """The workbook with its merged and hidden cells, or without them where that fails."""
    import xlrd

    # A row ends with its last cell: one distant cell must not fill the memory.
    options: dict[str, Any] = {"ragged_rows": True, "on_demand": True}
    try:
        return xlrd.open_workbook(
            file_contents=body, logfile=io.StringIO(), formatting_info=True, **options
        )
    except Exception:  # noqa: BLE001  # styles may be damaged where cells are not
        return xlrd.open_workbook(file_contents=body, logfile=io.StringIO(), **options)


def _row(reader: Any, book: Any, sheet: Any, line: int) -> None:
    import xlrd

    from guidegraph.importers.spreadsheet import ERROR_VALUE, day_of, digits
    from guidegraph.model.table import CellType

    cells: dict[int, str] = {}
    for column, cell in enumerate(sheet.row(line - 1)):
        match cell.ctype:
            case xlrd.XL_CELL_TEXT:
                cells[column] = cell.value
            case xlrd.XL_CELL_NUMBER:
                cells[column] = reader.number(column, digits(cell.value))
            case xlrd.XL_CELL_DATE:
                when = day_of(cell.value, from_1904=bool(book.datemode))
                cells[column] = (
                    reader.number(column, digits(cell.value))
                    if when is None
                    else reader.date(column, when)
                )
            case xlrd.XL_CELL_BOOLEAN:
                text = "TRUE" if cell.value else "FALSE"
                cells[column] = reader.typed(column, text, CellType.BOOLEAN)
            case xlrd.XL_CELL_ERROR:
                text = xlrd.error_text_from_code.get(cell.value, str(cell.value))
                cells[column] = reader.odd(line, column, ERROR_VALUE, text)
    info = sheet.rowinfo_map.get(line - 1)
    hidden = info is not None and bool(info.hidden)
    reader.add(line, {column: text for column, text in cells.items() if text}, hidden=hidden)


def _cells(document: Document) -> Counter[str]:
    from guidegraph.importers.table import cells_of

    return cells_of(document, _sheets(document))


@importer(suffixes=(".xls",), media_type="application/vnd.ms-excel", atoms=_cells, unit=Unit.CELLS)
def read(document: Document) -> Edition:
    """The edition that a sheet lists."""
    from guidegraph.importers.table import edition_from_sheets

    return edition_from_sheets(document, _sheets(document))
