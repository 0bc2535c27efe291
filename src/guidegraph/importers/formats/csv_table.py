"""A spreadsheet edition as text: CSV with any usual delimiter, or tab-separated values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from guidegraph.importers.csv_rows import CsvRow, csv_rows
from guidegraph.importers.decoding import decoded
from guidegraph.importers.headers import familiarity
from guidegraph.importers.importer import Document, importer
from guidegraph.importers.sheet import Repairs, Row, Sheet
from guidegraph.model.accounting import Unit
from guidegraph.model.edition import Edition
from guidegraph.model.errors import FormatError
from guidegraph.model.table import from_cell


__all__ = ["read"]

_DELIMITERS = ",;\t|"
_NONE = "\x1f"  # between units, a sign that texts do not have
_DECLARED = re.compile(r'\s*"?sep=([^\n])"?[ \t]*(?:\n|\Z)', re.IGNORECASE)
_SAMPLE = 65_536
_ROWS = 100


def _sheets(document: Document) -> Sequence[Sheet]:
    """
    The table. A formula is read as text: nothing is evaluated.

    An apostrophe that protects a text from spreadsheet programs is not part of the text.
    """
    path = document.path
    repairs = Repairs(path)
    text = decoded(path, document.body, document.manifest.table.encoding, repairs)
    declared = _DECLARED.match(text)
    start = declared.end() if declared else 0
    body, first = text[start:], text.count("\n", 0, start) + 1
    delimiter = declared[1] if declared else _delimiter(body, path)
    rows = [
        Row(line=row.line, cells=dict(enumerate(map(from_cell, row.cells))))
        for row in csv_rows(body, path, delimiter, first=first, repairs=repairs)
        if not row.blank
    ]
    repairs.warn()
    return [Sheet(rows=rows)]


def _cells(document: Document) -> Counter[str]:
    from guidegraph.importers.table import cells_of

    return cells_of(document, _sheets(document))


@importer(suffixes=(".csv", ".tsv"), media_type="text/csv", atoms=_cells, unit=Unit.CELLS)
def read(document: Document) -> Edition:
    """The edition that a table lists."""
    from guidegraph.importers.table import edition_from_sheets

    return edition_from_sheets(document, _sheets(document))


def _delimiter(text: str, path: str) -> str:
    """
    The sign between cells: the one that gives the most known column names in a row, then the
    fewest misplaced quotation marks, then the fewest cells that divide a pair of them, then the
    most rows of the same width; none in a table of a single column.
    """
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE and "\n" in sample:
        sample = sample[: sample.rindex("\n")]
    order = "\t,;|" if path.lower().endswith(".tsv") else _DELIMITERS

    def score(delimiter: str) -> tuple[int, int, int, int, int]:
        repairs = Repairs(path)
        try:
            found = list(islice(csv_rows(sample, path, delimiter, repairs=repairs), _ROWS))
            rows = [row.cells for row in found if not row.blank]
        except FormatError:
            return (0, -len(sample), 0, 0, 0)
        if not rows:
            return (0, 0, 0, 1, 0)  # nothing but delimiters
        widths = Counter(len(cells) for cells in rows if len(cells) > 1)
        width, times = max(widths.items(), key=lambda each: (each[1], each[0]), default=(0, 0))
        known = max((familiarity(cells) for cells in rows if len(cells) > 1), default=0)
        even = 2 * times > len(rows)
        divided = sum(_is_divided(cell, row) for row in found for cell in row.cells)
        return (known, -repairs.count, -divided, times if even else 0, width if even else 0)

    scores = {delimiter: score(delimiter) for delimiter in order}
    best = max(order, key=lambda delimiter: scores[delimiter])
    alone = max((familiarity((line,)) for line in sample.splitlines()[:_ROWS]), default=0)
    return best if (scores[best][0] or scores[best][3]) and scores[best][0] >= alone else _NONE


def _is_divided(cell: str, row: CsvRow) -> bool:
    """Whether a cell has one quotation mark of a pair; one that is doubled is like other signs."""
    return cell.count('"') % 2 == 1 and '"{}"'.format(cell.replace('"', '""')) not in row.raw
