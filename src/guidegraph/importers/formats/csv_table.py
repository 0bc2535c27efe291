"""A spreadsheet edition as text: CSV with commas or semicolons, or tab-separated values."""

from __future__ import annotations

from guidegraph.importers.csv_rows import csv_rows
from guidegraph.importers.importer import Document, importer
from guidegraph.importers.limits import MAX_LINE
from guidegraph.importers.table import COLUMNS, Row, edition_from_rows
from guidegraph.model.edition import Edition
from guidegraph.model.source import source_from_bytes
from guidegraph.model.table import from_cell


__all__ = ["read"]


@importer(suffixes=(".csv", ".tsv"), media_type="text/csv")
def read(document: Document) -> Edition:
    """
    The edition that a table lists. A formula is read as text: nothing is evaluated.

    An apostrophe that protects a text from spreadsheet programs is not part of the text.
    """
    path = document.path
    text = source_from_bytes(path, document.body).text
    rows = csv_rows(text, path, _delimiter(text, path), spaced=True)
    return edition_from_rows(
        document,
        (Row(line=row.line, cells=dict(enumerate(map(from_cell, row.cells)))) for row in rows),
    )


def _delimiter(text: str, path: str) -> str:
    """The sign between the column names that gives the most known columns."""
    header = text[:MAX_LINE].lstrip("\n \t").partition("\n")[0]

    def known(delimiter: str) -> int:
        names = header.split(delimiter)
        return sum(name.strip().strip('"').strip().casefold() in COLUMNS for name in names)

    return max("\t,;" if path.lower().endswith(".tsv") else ",;\t", key=known)
