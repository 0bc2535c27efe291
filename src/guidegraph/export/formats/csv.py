"""The items of an edition as comma-separated values, which can be imported again."""

from __future__ import annotations

import csv
import io

from guidegraph.export.exporter import exporter
from guidegraph.export.items import comes_back, lost_besides_items
from guidegraph.model.edition import Edition
from guidegraph.model.table import rows_of_items, to_cell


@exporter(
    media_type="text/csv",
    suffix=".csv",
    lossless=False,
    losses="The title, the publisher and the rights have no row in a table, nor has what items "
    "have besides a number, a name, a text and a parent.",
    lost=lost_besides_items,
    read_back=comes_back(".csv"),
)
def export(edition: Edition) -> bytes:
    """The names of the columns, then a row for each item. No cell can be taken for a formula."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerows([to_cell(cell) for cell in row] for row in rows_of_items(edition.items))
    return file.getvalue().encode()
