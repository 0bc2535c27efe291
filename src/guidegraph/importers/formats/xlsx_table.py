"""A spreadsheet edition as XLSX, by the same rules as CSV."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from guidegraph.importers.importer import Document, importer
from guidegraph.model.edition import Edition


if TYPE_CHECKING:
    from guidegraph.importers.sheet import Sheet

__all__ = ["read"]


def _sheets(document: Document) -> Sequence[Sheet]:
    from guidegraph.importers.xlsx import sheets_of_xlsx

    return sheets_of_xlsx(document.path, document.body)


@importer(
    suffixes=(".xlsx", ".xlsm"),
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    sheets=_sheets,
)
def read(document: Document) -> Edition:
    """The edition that a sheet lists. Macros are refused, formulas are not evaluated."""
    from guidegraph.importers.table import edition_from_sheets

    return edition_from_sheets(document, _sheets(document))
