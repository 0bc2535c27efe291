"""
The rows of CSV and TSV files (RFC 4180), read strictly or with repairs, and tables of links to
items made of them.

Python's own reader has one limit of a cell for the whole process: too small for a statement, or
changed for all other code. It also does not give the text of a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from guidegraph.importers.limits import MAX_LINE, MAX_TEXT
from guidegraph.importers.sheet import Repairs
from guidegraph.model.errors import FormatError, UnknownNameError
from guidegraph.model.source import source_from_bytes
from guidegraph.model.table import from_cell


__all__ = ["CsvRow", "LinkTable", "csv_rows", "link_table", "second_header"]

_BREAK = re.compile(r"\r\n|\r|\n")
_QUOTED = re.compile(r'"(?:[^"]++|"")*+"')
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_SPACES = re.compile(r" *+")
_MARK = "\ufeff"
_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvRow:
    """A row: its first line, its text with its line end, its cells; a blank line has none."""

    line: int
    raw: str
    cells: tuple[str, ...]

    @property
    def blank(self) -> bool:
        """Whether it is a blank line."""
        return not any(cell.strip() for cell in self.cells)


def csv_rows(
    text: str, path: str, delimiter: str, *, first: int = 1, repairs: Repairs | None = None
) -> Iterator[CsvRow]:
    r"""
    The rows of a table, the row of column names like any other.

    Args:
        text: the table, without a byte order mark.
        path: the file, for messages.
        delimiter: the sign between cells.
        first: the line of the file that the table begins on.
        repairs: where misplaced quotation marks are recorded; without it, they are errors.

    Raises:
        FormatError: a quotation mark is misplaced, or a cell or line is too long.

    >>> [row.cells for row in csv_rows('a,"b, c"\n\nd,', "f.csv", ",")]
    [('a', 'b, c'), (), ('d', '')]
    """
    return _Reader(text, path, delimiter, repairs).rows(first)


class _Reader:
    def __init__(self, text: str, path: str, delimiter: str, repairs: Repairs | None) -> None:
        self.text = text
        self.path = path
        self.delimiter = delimiter
        self.repairs = repairs
        self.kind = "TSV" if delimiter == "\t" else "CSV"
        self.plain = re.compile(rf"[^{re.escape(delimiter)}\r\n]*+")
        self.closing = re.compile(rf'" *+(?:{re.escape(delimiter)}|\Z)')

    def rows(self, line: int) -> Iterator[CsvRow]:
        text, start = self.text, 0
        while start < len(text):
            found = _BREAK.search(text, start)
            stop, end = found.span() if found else (len(text), len(text))
            if stop - start > MAX_LINE:
                raise self._line_too_long(line, stop - start)
            if text.find('"', start, stop) >= 0:
                cells, end = self._quoted(start, stop, end, line)
            else:
                cells = text[start:stop].split(self.delimiter) if stop > start else []
                if stop - start > MAX_TEXT and max(map(len, cells)) > MAX_TEXT:
                    raise self._cell_too_long(line)
            raw = text[start:end]
            yield CsvRow(line=line, raw=raw, cells=tuple(cells))
            line += len(_BREAK.findall(raw))
            start = end

    def _quoted(self, start: int, stop: int, end: int, line: int) -> tuple[list[str], int]:
        """The cells of a row with quotation marks, and where the next row begins."""
        text, cells, at = self.text, [], start
        while True:
            at = self._at_quote(at)
            quoted = text.startswith('"', at)
            found = (_QUOTED if quoted else self.plain).match(text, at)
            if (found.end() if found else len(text)) - at > MAX_TEXT + 2 * quoted:
                raise self._cell_too_long(line)
            if found is None:
                if self.repairs is not None:
                    return self._repaired(self.repairs, start, stop, line), end
                problem = f'not {self.kind}: a quotation mark (") that is never closed'
                raise FormatError(self.path, line, problem, "close it where the cell ends")
            cells.append(found[0][1:-1].replace('""', '"') if quoted else found[0])
            at = found.end()
            if at - start > MAX_LINE:
                raise self._line_too_long(line, at - start)
            if text.startswith(self.delimiter, at):
                at += 1
            elif after := _BREAK.match(text, at):
                return cells, after.end()
            elif at == len(text):
                return cells, at
            elif self.repairs is not None:
                return self._repaired(self.repairs, start, stop, line), end
            else:
                rest = _BREAK.split(text[at : at + 20])[0]
                raise FormatError(
                    self.path,
                    line,
                    f"not {self.kind}: {rest!r} behind a quotation mark that closes",
                    'put a cell that has a quotation mark in quotes, and write the mark twice ("")',
                )

    def _at_quote(self, at: int) -> int:
        """The place of a quotation mark behind spaces, where these are allowed; else *at*."""
        if self.repairs is None or not self.text.startswith(" ", at):
            return at
        behind = _SPACES.match(self.text, at)
        return behind.end() if behind and self.text.startswith('"', behind.end()) else at

    def _repaired(self, repairs: Repairs, start: int, stop: int, line: int) -> list[str]:
        """
        The cells of a single line: a quotation mark closes only before a delimiter or the end, and
        one that is never closed is part of the text.
        """
        row, cells, at = self.text[start:stop], [], 0
        repairs.add("misplaced quotation marks are read as text", f"line {line}", row)
        closable = True
        while True:
            begin = _SPACES.match(row, at)
            opened = begin.end() if begin else at
            closing = None
            if closable and row.startswith('"', opened):
                closing = self.closing.search(row, opened + 1)
                closable = closing is not None
            if closing is not None:
                cells.append(row[opened + 1 : closing.start()].replace('""', '"'))
                after = closing.end() - (closing[0].endswith(self.delimiter))
            else:
                delimiter = row.find(self.delimiter, at)
                after = len(row) if delimiter < 0 else delimiter
                cells.append(row[at:after])
            if len(cells[-1]) > MAX_TEXT:
                raise self._cell_too_long(line)
            if after >= len(row):
                return cells
            at = after + 1

    def _cell_too_long(self, line: int) -> FormatError:
        return FormatError(
            self.path,
            line,
            f"a cell of more than {MAX_TEXT} characters",
            'split it; or find the quotation mark (") that is never closed',
        )

    def _line_too_long(self, line: int, length: int) -> FormatError:
        return FormatError(
            self.path,
            line,
            f"a line of {length} characters, more than {MAX_LINE}",
            "end each row with a line end, and split texts as long as that",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkTable:
    """
    A table of links: its columns and rows; *head* is the text before the first row.

    *mark*: the file begins with a byte order mark. *end* is its line end.
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
        The place of a column, from 0; its name may be in another letter case.

        Raises:
            FormatError: there is no column with this name, or there are two.
        """
        places = [place for place, column in enumerate(self.columns) if column == name]
        if not places:
            even = name.casefold()
            places = [at for at, column in enumerate(self.columns) if column.casefold() == even]
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
        item_column: the column that names items; it shows which delimiter is used.

    Raises:
        FormatError: it is not CSV, has no such column, or has two rows of column names.
    """
    source_from_bytes(path, body)  # refuses what is not text
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
                "put texts that contain the delimiter in quotes",
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
        "keep one row of column names, at the top, and merge the tables below it",
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
                "keep one row of column names, at the top",
            )


def _delimiter(text: str, item_column: str) -> str:
    """The delimiter with which the item column is found, or else the most frequent one."""
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
