"""A spreadsheet edition as OpenDocument (ODS), by the same rules as CSV."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from guidegraph.importers.importer import Document, importer
from guidegraph.model.accounting import Unit
from guidegraph.model.edition import Edition


if TYPE_CHECKING:
    from guidegraph.importers.sheet import Sheet

__all__ = ["read"]


def _sheets(document: Document) -> Sequence[Sheet]:
    from guidegraph.importers.ods import sheets_of_ods

    return sheets_of_ods(document.path, document.body)


def _cells(document: Document) -> Counter[str]:
    from guidegraph.importers.table import cells_of

    return cells_of(document, _sheets(document))


@importer(
    suffixes=(".ods",),
    media_type="application/vnd.oasis.opendocument.spreadsheet",
    atoms=_cells,
    unit=Unit.CELLS,
)
def read(document: Document) -> Edition:
    """The edition that a sheet lists. Macros are refused, formulas are not evaluated."""
    from guidegraph.importers.table import edition_from_sheets

    return edition_from_sheets(document, _sheets(document))
