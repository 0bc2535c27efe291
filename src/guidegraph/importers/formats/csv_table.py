"""A spreadsheet edition as text: CSV with commas or semicolons, or tab-separated values."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from guidegraph.importers.csv_rows import next_row
from guidegraph.importers.importer import Document, importer
from guidegraph.importers.limits import MAX_LINE, MAX_TEXT
from guidegraph.importers.table import COLUMNS, Row, edition_from_rows
from guidegraph.model.cells import from_cell
from guidegraph.model.edition import Edition
from guidegraph.model.errors import FormatError
from guidegraph.model.source import source_from_bytes


__all__ = ["read"]

_DELIMITERS = ",;\t"


@importer(suffixes=(".csv", ".tsv"), media_type="text/csv")
def read(document: Document) -> Edition:
    """
    The edition that a table lists. A formula is a text like any other: nothing is evaluated.

    An apostrophe that keeps spreadsheet programs from doing so is no part of the text.
    """
    text = source_from_bytes(document.path, document.body).text
    return edition_from_rows(document, _rows(text, document.path))


def _rows(text: str, path: str) -> Iterator[Row]:
    reader = csv.reader(
        _lines(text, path), delimiter=_delimiter(text, path), skipinitialspace=True, strict=True
    )
    line = 1
    try:
        while (cells := next_row(reader, MAX_TEXT)) is not None:
            yield Row(line=line, cells=dict(enumerate(map(from_cell, cells))))
            line = reader.line_num + 1
    except csv.Error as error:
        raise _fault(path, line, error) from None


def _lines(text: str, path: str) -> Iterator[str]:
    start, number = 0, 1
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        if end - start > MAX_LINE:
            raise FormatError(
                path,
                number,
                f"a line of {end - start} characters, more than {MAX_LINE}",
                "end each row with a line end, and split texts as long as that",
            )
        yield text[start:end]
        start, number = end, number + 1


def _delimiter(text: str, path: str) -> str:
    """What stands between the column names: the sign that gives most columns we know."""
    header = next((line for line in _lines(text[: MAX_LINE + 1], path) if line.strip()), "")
    preferred = "\t,;" if path.lower().endswith(".tsv") else _DELIMITERS

    def known(delimiter: str) -> int:
        names = header.split(delimiter)
        return sum(name.strip().strip('"').strip().casefold() in COLUMNS for name in names)

    return max(preferred, key=known)


def _fault(path: str, line: int, error: csv.Error) -> FormatError:
    message = str(error)
    if "field limit" in message:
        return FormatError(
            path,
            line,
            f"a cell of more than {MAX_TEXT} characters",
            'split it; or find the quotation mark (") that is never closed',
        )
    if "end of data" in message:
        return FormatError(
            path, line, 'a quotation mark (") that is never closed', "close it where the cell ends"
        )
    return FormatError(
        path,
        line,
        f"not CSV ({message})",
        'put a cell that has a quotation mark in quotes, and write the mark twice ("")',
    )
