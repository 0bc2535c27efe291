"""A spreadsheet edition as XLSX: the first sheet, by the same rules as CSV."""

from __future__ import annotations

from guidegraph.importers.importer import Document, importer
from guidegraph.model.edition import Edition


__all__ = ["read"]


@importer(
    suffixes=(".xlsx", ".xlsm"),
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)
def read(document: Document) -> Edition:
    """The edition that the first sheet lists. Macros are refused, formulas are not evaluated."""
    from guidegraph.importers.table import edition_from_rows
    from guidegraph.importers.xlsx import rows_of_xlsx

    return edition_from_rows(document, rows_of_xlsx(document.path, document.body))
