"""
A table of links to items, with every byte of each row kept beside its cells.

A course map, a list of policies, of job descriptions, of exam questions: whatever names items in a
column. Delimiter, line ends and a byte order mark are the file's own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from guidegraph.importers.csv_rows import CsvRow, csv_rows
from guidegraph.importers.limits import MAX_TEXT
from guidegraph.model.cells import from_cell
from guidegraph.model.errors import FormatError, UnknownNameError
from guidegraph.model.source import source_from_bytes


__all__ = ["LinkTable", "link_table", "second_header"]

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_MARK = "\ufeff"
_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkTable:
    """
    A table of links: its columns and rows; *head* is all that stands before the first row.

    *mark* says that the file begins with a byte order mark, *end* how its lines end.
    """

    path: str
    head: str
    columns: tuple[str, ...]
    rows: tuple[CsvRow, ...]
    delimiter: str
    end: str
    mark: bool

    def column(self, name: str) -> int:
        """
        The place of a column, from 0.

        Raises:
            FormatError: there is none of that name, or there are two.
        """
        places = [place for place, column in enumerate(self.columns) if column == name]
        if not places:
            problem = str(UnknownNameError("column", name, filter(None, self.columns)))
            raise FormatError(self.path, 1, problem, "name the column as the first row does")
        if len(places) > 1:
            raise FormatError(self.path, 1, f"the column {name!r} twice", "remove one of the two")
        return places[0]


def link_table(path: str, body: bytes, item_column: str) -> LinkTable:
    """
    The rows of a CSV file with commas, semicolons or tabs.

    Args:
        path: the file, for messages.
        body: its bytes, in UTF-8.
        item_column: the column that names items, which tells the delimiter.

    Raises:
        FormatError: it is not CSV, has no such column, or has two rows of column names.
    """
    source_from_bytes(path, body)  # complains of what is no text
    text = body.decode("utf-8")
    mark = text.startswith(_MARK)
    text = text.removeprefix(_MARK)
    delimiter = _delimiter(text, item_column)
    rows = [
        replace(row, cells=tuple(map(from_cell, row.cells)))
        for row in csv_rows(text, path, delimiter)
    ]
    head = next((number for number, row in enumerate(rows) if not row.blank), None)
    if head is None:
        raise FormatError(path, None, "an empty table", "give it a row of column names, and rows")
    columns = tuple(cell.strip() for cell in rows[head].cells)
    body_rows = tuple(rows[head + 1 :])
    _check_headers(path, rows[head].line, columns, body_rows, item_column)
    for row in body_rows:
        if len(row.cells) > len(columns):
            raise FormatError(
                path,
                row.line,
                f"{len(row.cells)} cells where there are {len(columns)} columns",
                "put texts that have the delimiter in them in quotes",
            )
    return LinkTable(
        path=path,
        head="".join(row.raw for row in rows[: head + 1]),
        columns=columns,
        rows=body_rows,
        delimiter=delimiter,
        end=_ending(text),
        mark=mark,
    )


def second_header(
    path: str, line: int, columns: Mapping[str, str] | tuple[str, ...]
) -> FormatError:
    """The error that a row repeats the names of the columns."""
    return FormatError(
        path,
        line,
        f"a second row of column names ({', '.join(columns)})",
        "keep one row of column names, on top; two tables in one file must be merged below it",
    )


def _check_headers(
    path: str, line: int, columns: tuple[str, ...], rows: tuple[CsvRow, ...], item_column: str
) -> None:
    names = [column.casefold() for column in columns if column]
    for row in rows:
        cells = [cell.strip().casefold() for cell in row.cells]
        if names and [cell for cell in cells if cell] == names:
            raise second_header(path, row.line, columns)
    if item_column in columns:
        return
    for row in rows[:10]:
        if item_column in [cell.strip() for cell in row.cells]:
            raise FormatError(
                path,
                line,
                f"this row has no column {item_column!r}, and the one in line {row.line} has",
                "keep one row of column names, on top",
            )


def _delimiter(text: str, item_column: str) -> str:
    """The delimiter that makes the item column a column; the commonest one, where none does."""
    for found in _LINE.finditer(text[:MAX_TEXT]):
        if not found[0].strip():
            continue
        for delimiter in _DELIMITERS:
            if item_column in [cell.strip().strip('"') for cell in found[0].split(delimiter)]:
                return delimiter
        return max(_DELIMITERS, key=found[0].count)
    return _DELIMITERS[0]


def _ending(text: str) -> str:
    found = re.search(r"\r\n|\r|\n", text)
    return found[0] if found else "\n"
