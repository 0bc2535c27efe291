"""
The items of an edition as a spreadsheet, which can be imported again; the changes of a diff as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind


if TYPE_CHECKING:
    from guidegraph.model.changes import Comparison
    from guidegraph.model.edition import Edition


def _write(edition: Edition, _page: RenderOptions) -> bytes:
    """A sheet with a row for each item, and one with its publisher and rights."""
    from guidegraph.export.xlsx import Worksheet, to_xlsx

    items = Worksheet(name="Items", widths=(32, 18, 10, 32, 90, 32, 9), rows=_items(edition))
    about = Worksheet(name="About", widths=(18, 90), rows=_about(edition))
    creator = edition.provenance.publisher or ""
    return to_xlsx([items, about], title=edition.title, creator=creator)


def _items(edition: Edition) -> Iterator[tuple[str | int, ...]]:
    """The rows of the items, with the position, in the last column, as a number."""
    from guidegraph.model.table import rows_of_items

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


def _diff(comparison: Comparison, _page: RenderOptions) -> bytes:
    """A sheet with a row for each change, one with what differs in the editions themselves."""
    from guidegraph.export.xlsx import Worksheet, to_xlsx
    from guidegraph.model.titles import titles_of
    from guidegraph.render.rows import rows_of_comparison, rows_of_properties

    *old, new = titles_of(comparison)
    widths = (18, 10, 24, 12, 18, 12, 28, 28, 18, 10, 60, 60, 40, 32, 32, 32, 32, 60, 24)
    changes = Worksheet(name="Changes", widths=widths, rows=rows_of_comparison(comparison))
    rows = rows_of_properties(comparison)
    editions = Worksheet(name="Editions", widths=(32, 32, 10, 60, 60), rows=rows)
    creator = comparison.new.provenance.publisher or ""
    return to_xlsx([changes, editions], title=f"{' + '.join(old)} → {new}", creator=creator)


def _lost(edition: Edition) -> Iterable[str]:
    from guidegraph.export.read_back import lost_with_items

    return lost_with_items(edition)


def _read_back(edition: Edition, body: bytes) -> str | None:
    from guidegraph.export.read_back import changed_item

    return changed_item(edition, body, ".xlsx")


form = Format(
    name="Excel workbook",
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    suffix=".xlsx",
    holds={
        ResultKind.EDITION: FormatSupport(
            write=_write,
            losses="What items have in addition to a number, a name, a text and a parent "
            "has no column; "
            "data about the edition is on the second sheet, which is not imported.",
            lost=_lost,
            read_back=_read_back,
            download=True,
        ),
        ResultKind.DIFF: FormatSupport(
            write=_diff,
            losses="The word-level difference, the links gained and lost, the evidence, what is "
            "unchanged, and the audit are not held.",
        ),
    },
)
