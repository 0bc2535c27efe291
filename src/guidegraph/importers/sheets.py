"""
The sheets of a file whose columns are known by name: a workbook, or a text file with commas,
semicolons or tabs, as spreadsheet programs save it.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Collection, Sequence
from itertools import islice
from typing import Final

from guidegraph.importers.csv_rows import csv_rows
from guidegraph.importers.decoding import decoded
from guidegraph.importers.sheet import Repairs, Row, Sheet
from guidegraph.model.errors import FormatError, GuidegraphWarning
from guidegraph.model.table import from_cell


__all__ = ["MOST_ABOVE", "Names", "rows_of_text", "sheets_of"]

MOST_ABOVE: Final = 50
"""How many rows may be above the names of the columns."""

Names = Callable[[Collection[str]], int]
"""How many of the cells of a row are names of columns."""

_DELIMITERS: Final = ",;\t"
_DECLARED = re.compile(r'\s*"?sep=([,;\t])"?[ \t]*(?:\n|\Z)', re.IGNORECASE)


def sheets_of(path: str, body: bytes, names: Names) -> Sequence[Sheet]:
    """
    The sheets of a workbook of Excel or LibreOffice, or the only one of a text file.

    Args:
        path: the file, for messages.
        body: its bytes.
        names: how many cells of a row are names of columns; a delimiter with more of them is right.

    Raises:
        FormatError: it is not such a file, or is too large.
    """
    if not body.startswith(b"PK"):
        return [Sheet(rows=rows_of_text(path, body, names))]
    from guidegraph.importers.ods import sheets_of_ods
    from guidegraph.importers.spreadsheet import Archive
    from guidegraph.importers.xlsx import sheets_of_xlsx

    if "content.xml" in Archive(path, body, needs=(), suffix=".xlsx"):
        return sheets_of_ods(path, body)
    return sheets_of_xlsx(path, body, warn=False)


def rows_of_text(path: str, body: bytes, names: Names) -> list[Row]:
    """
    The rows of a text file, in UTF-8 or Windows-1252; blank lines have no cells.

    Raises:
        FormatError: it is not a table, or is too large.
    """
    foreign, repairs = Repairs(path), Repairs(path)
    text = decoded(path, body, None, foreign)
    if lines := foreign.count:
        what = "1 line is" if lines == 1 else f"{lines:,} lines are"
        told = f"{path}: {what} not UTF-8, read as Windows-1252"
        warnings.warn(told, GuidegraphWarning, stacklevel=2)
    declared = _DECLARED.match(text)
    start = declared.end() if declared else 0
    first = text.count("\n", 0, start) + 1
    delimiter = declared[1] if declared else _delimiter(path, text, names)
    read = csv_rows(text[start:], path, delimiter, first=first, repairs=repairs)
    rows = [
        Row(line=row.line, cells={at: from_cell(cell) for at, cell in enumerate(row.cells)})
        for row in read
    ]
    repairs.warn()
    return rows


def _delimiter(path: str, text: str, names: Names) -> str:
    """The sign with which one of the first rows has the most names of columns."""

    def known(delimiter: str) -> int:
        try:
            rows = list(islice(csv_rows(text, path, delimiter, repairs=Repairs(path)), MOST_ABOVE))
        except FormatError:
            return 0
        return max((names(row.cells) for row in rows), default=0)

    return max(_DELIMITERS, key=known)
