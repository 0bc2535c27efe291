"""A spreadsheet edition of Excel 97 to 2003 (XLS): the first sheet, by the same rules as CSV."""

from __future__ import annotations

import io

from guidegraph.importers.importer import Document, importer
from guidegraph.importers.limits import MAX_XLS
from guidegraph.model.edition import Edition
from guidegraph.model.errors import FormatError


__all__ = ["read"]


@importer(suffixes=(".xls",), media_type="application/vnd.ms-excel")
def read(document: Document) -> Edition:
    """The edition that the first sheet lists; a formula is the value that was saved with it."""
    from guidegraph.importers.spreadsheet import COMPOUND_FILE, SheetRows, digits
    from guidegraph.importers.table import edition_from_rows

    path, body = document.path, document.body
    if not body.startswith(COMPOUND_FILE):
        advice = "save it as .xlsx"
        raise FormatError(path, None, "not a spreadsheet of Excel 97 to 2003", advice)
    if len(body) > MAX_XLS:
        problem = f"a spreadsheet of more than {MAX_XLS >> 20} MB"
        raise FormatError(path, None, problem, "save it as .xlsx, or split it")
    import xlrd

    try:
        # A row ends with its last cell: one distant cell must not fill the memory.
        book = xlrd.open_workbook(
            file_contents=body, logfile=io.StringIO(), ragged_rows=True, on_demand=True
        )
        found = book.sheet_by_index(0)
    except Exception as error:  # noqa: BLE001  # a damaged file can raise any exception
        why = str(error) if isinstance(error, xlrd.XLRDError) else "it is damaged"
        raise FormatError(
            path,
            None,
            f"not a spreadsheet that can be read ({' '.join(why.split())[:80].lower()})",
            "remove its password, and save it as .xlsx",
        ) from None
    sheet = SheetRows(path)
    for line in range(1, found.nrows + 1):
        cells: dict[int, str] = {}
        for column, cell in enumerate(found.row(line - 1)):
            match cell.ctype:
                case xlrd.XL_CELL_TEXT:
                    cells[column] = cell.value
                case xlrd.XL_CELL_NUMBER:
                    cells[column] = digits(cell.value)
                case xlrd.XL_CELL_DATE:
                    raise sheet.date(line, column)
                case xlrd.XL_CELL_BOOLEAN:
                    cells[column] = "TRUE" if cell.value else "FALSE"
                case xlrd.XL_CELL_ERROR:
                    shown = xlrd.error_text_from_code.get(cell.value, str(cell.value))
                    raise sheet.error_value(line, column, shown)
        sheet.add(line, {column: text for column, text in cells.items() if text})
    return edition_from_rows(document, sheet.rows)
