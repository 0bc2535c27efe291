"""The items of an edition as a spreadsheet, which can be imported again."""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.export.exporter import exporter
from guidegraph.export.items import comes_back, lost_besides_items
from guidegraph.export.xlsx import Sheet, to_xlsx
from guidegraph.model.edition import Edition
from guidegraph.model.table import rows_of_items


@exporter(
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    suffix=".xlsx",
    lossless=False,
    losses="What items have besides a number, a name, a text and a parent has no column; what is "
    "said of the edition stands on the second sheet, which is not read again.",
    lost=lost_besides_items,
    read_back=comes_back(".xlsx"),
)
def export(edition: Edition) -> bytes:
    """A sheet with a row for each item, and one that says what it is and whose."""
    items = Sheet(name="Items", widths=(32, 18, 10, 32, 90, 32, 9), rows=_items(edition))
    about = Sheet(name="About", widths=(18, 90), rows=_about(edition))
    creator = edition.provenance.publisher or ""
    return to_xlsx([items, about], title=edition.title, creator=creator)


def _items(edition: Edition) -> Iterator[tuple[str | int, ...]]:
    """The rows of the items, with the position, which stands last, as a number."""
    head, *rows = rows_of_items(edition.items)
    yield head
    for row in rows:
        yield (*row[:-1], int(row[-1]))


def _about(edition: Edition) -> Iterator[tuple[str, str]]:
    provenance = edition.provenance
    yield "what", "said"
    yield "title", edition.title
    yield "address", edition.iri
    yield "language", edition.language
    yield "issued", edition.issued or "not stated"
    yield "publisher", provenance.publisher or "not stated"
    yield "rights", provenance.rights or "not stated"
