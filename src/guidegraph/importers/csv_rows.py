"""
The rows of CSV and TSV files (RFC 4180), read strictly.

Python's own reader has one limit of a cell for the whole process, which is either too small for a
statement or changed for everybody else; and it does not tell the text of a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guidegraph.importers.limits import MAX_LINE, MAX_TEXT
from guidegraph.model.errors import FormatError


__all__ = ["CsvRow", "csv_rows"]

_BREAK = re.compile(r"\r\n|\r|\n")
_QUOTED = re.compile(r'"(?:[^"]++|"")*+"')


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvRow:
    """A row: the line it begins on, its text with its line end, its cells, none in a blank line."""

    line: int
    raw: str
    cells: tuple[str, ...]

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return not any(cell.strip() for cell in self.cells)


def csv_rows(
    text: str, path: str, delimiter: str, *, first: int = 1, spaced: bool = False
) -> Iterator[CsvRow]:
    r"""
    The rows of a table, the row of column names like any other.

    Args:
        text: the table, without a byte order mark.
        path: the file, for messages.
        delimiter: the sign between cells.
        first: the line of the file that the table begins on.
        spaced: a space after a delimiter is no part of the cell.

    Raises:
        FormatError: a quotation mark where none can be, or a cell or line that is too long.

    >>> [row.cells for row in csv_rows('a,"b, c"\n\nd,', "f.csv", ",")]
    [('a', 'b, c'), (), ('d', '')]
    """
    return _Reader(text, path, delimiter, spaced=spaced).rows(first)


class _Reader:
    def __init__(self, text: str, path: str, delimiter: str, *, spaced: bool) -> None:
        self.text = text
        self.path = path
        self.delimiter = delimiter
        self.spaced = spaced
        self.kind = "TSV" if delimiter == "\t" else "CSV"
        self.plain = re.compile(rf"[^{re.escape(delimiter)}\r\n]*+")

    def rows(self, line: int) -> Iterator[CsvRow]:
        text, start = self.text, 0
        while start < len(text):
            found = _BREAK.search(text, start)
            stop, end = found.span() if found else (len(text), len(text))
            if stop - start > MAX_LINE:
                raise self._line_too_long(line, stop - start)
            if text.find('"', start, stop) >= 0:
                cells, end = self._quoted(start, line)
            else:
                cells = text[start:stop].split(self.delimiter) if stop > start else []
                if stop - start > MAX_TEXT and max(map(len, cells)) > MAX_TEXT:
                    raise self._cell_too_long(line)
                if self.spaced:
                    cells = [cell.lstrip(" ") for cell in cells]
            raw = text[start:end]
            yield CsvRow(line=line, raw=raw, cells=tuple(cells))
            line += len(_BREAK.findall(raw))
            start = end

    def _quoted(self, start: int, line: int) -> tuple[list[str], int]:
        """The cells of a row that has quotation marks in it, and where the next row begins."""
        text, cells, at = self.text, [], start
        while True:
            while self.spaced and text.startswith(" ", at):
                at += 1
            quoted = text.startswith('"', at)
            found = (_QUOTED if quoted else self.plain).match(text, at)
            if (found.end() if found else len(text)) - at > MAX_TEXT + 2 * quoted:
                raise self._cell_too_long(line)
            if found is None:
                problem = f'not {self.kind}: a quotation mark (") that is never closed'
                raise FormatError(self.path, line, problem, "close it where the cell ends")
            cells.append(found[0][1:-1].replace('""', '"') if quoted else found[0])
            at = found.end()
            if at - start > MAX_LINE:
                raise self._line_too_long(line, at - start)
            if text.startswith(self.delimiter, at):
                at += 1
            elif end := _BREAK.match(text, at):
                return cells, end.end()
            elif at == len(text):
                return cells, at
            else:
                rest = _BREAK.split(text[at : at + 20])[0]
                raise FormatError(
                    self.path,
                    line,
                    f"not {self.kind}: {rest!r} behind a quotation mark that closes",
                    'put a cell that has a quotation mark in quotes, and write the mark twice ("")',
                )

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
