"""
The items of an edition as a spreadsheet, which can be imported again; the changes of a diff, and
links to confirm, as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind


if TYPE_CHECKING:
    from guidegraph.model.changes import Comparison
    from guidegraph.model.comments import CommentRegister
    from guidegraph.model.coverage import CoverageReport
    from guidegraph.model.drift import Suggestions
    from guidegraph.model.edition import Edition
    from guidegraph.model.statement import Statement
    from guidegraph.model.table import Cells


def _write(edition: Edition, _page: RenderOptions) -> bytes:
    """
    The sheets that it was read from; else a sheet with a row for each item, and one with its
    publisher and rights.
    """
    from guidegraph.export.xlsx import Worksheet, to_xlsx
    from guidegraph.model.table import SHEET, rows_of_source, sheets_of_source

    source = rows_of_source(edition)
    if source is not None:
        name = next((each.value for each in edition.statements if each.property == SHEET), "Items")
        sheets = [
            Worksheet(name=name, widths=_widths(rows), rows=map(_cells, rows))
            for name, rows in ((name, source), *sheets_of_source(edition))
        ]
        return to_xlsx(sheets, title=edition.title, creator=edition.provenance.publisher or "")
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


def _cells(row: Cells) -> tuple[str | int | float, ...]:
    """The cells of a row, numbers as such if they keep their digits."""
    return tuple(_cell(each) if each else "" for each in row)


def _cell(statement: Statement) -> str | int | float:
    from guidegraph.model.table import CellType

    value = statement.value
    if statement.datatype == CellType.INTEGER and len(value) <= 15:
        return int(value)
    if statement.datatype == CellType.DECIMAL and len(value) <= 15:
        return float(value)
    return value


def _widths(rows: Sequence[Cells]) -> tuple[int, ...]:
    """The widths of columns in characters: those of their longest cells, within limits."""
    longest = (
        max((len(each.value) for each in column if each), default=0)
        for column in zip(*rows, strict=True)
    )
    return tuple(max(9, min(90, length + 2)) for length in longest)


def _about(edition: Edition) -> Iterator[tuple[str, str]]:
    provenance = edition.provenance
    yield "what", "said"
    yield "title", edition.title
    yield "address", edition.iri
    yield "language", edition.language
    yield "issued", edition.issued or "not stated"
    yield "publisher", provenance.publisher or "not stated"
    yield "rights", provenance.rights or "not stated"


def _diff(comparison: Comparison, page: RenderOptions) -> bytes:
    """
    A sheet to decide in with a row for each change, a summary, a sheet of all clauses; and one with
    what differs in the editions themselves, if anything does.
    """
    from guidegraph.export.xlsx import SheetLayout, Worksheet, to_xlsx
    from guidegraph.model.titles import titles_of
    from guidegraph.render.details import Details
    from guidegraph.render.grouping import ordered
    from guidegraph.render.rows import rows_of_properties
    from guidegraph.render.standing import numbers_of
    from guidegraph.render.workbook.cells import CellTexts
    from guidegraph.render.workbook.changes import ChangesSheet
    from guidegraph.render.workbook.clauses import clauses_sheet
    from guidegraph.render.workbook.summary import summary_sheet

    *old, new = titles_of(comparison)
    numbers = numbers_of(comparison)
    texts = CellTexts(Details(comparison, everything=page.everything))
    changes = ChangesSheet(ordered(comparison, page), texts, numbers)
    sheets = [
        changes.worksheet(),
        clauses_sheet(comparison, numbers, changes.places),
    ]
    if comparison.changes.properties:
        rows = [tuple(map(texts.plain, row)) for row in rows_of_properties(comparison)]
        layout = SheetLayout()
        sheets.append(
            Worksheet(name="Editions", widths=(32, 32, 10, 60, 60), rows=rows, layout=layout)
        )
    sheets.insert(0, summary_sheet(changes, everything=page.everything))
    creator = comparison.new.provenance.publisher or ""
    return to_xlsx(sheets, title=f"{' + '.join(old)} → {new}", creator=creator)


def _comments(register: CommentRegister, _page: RenderOptions) -> bytes:
    from guidegraph.export.xlsx import to_xlsx
    from guidegraph.render.workbook.commenting import comments_sheet

    title = f"Comments on {register.edition.title or register.edition.id}"
    creator = register.edition.provenance.publisher or ""
    return to_xlsx([comments_sheet(register)], title=title, creator=creator)


def _suggestions(suggestions: Suggestions, _page: RenderOptions) -> bytes:
    from guidegraph.export.xlsx import to_xlsx
    from guidegraph.render.workbook.suggestions import suggestions_sheets

    title = f"Links to confirm: {suggestions.course.id} → {suggestions.edition.id}"
    return to_xlsx(suggestions_sheets(suggestions), title=title, creator="")


def _coverage(report: CoverageReport, _page: RenderOptions) -> bytes:
    from guidegraph.export.xlsx import to_xlsx
    from guidegraph.render.workbook.coverage import coverage_sheets

    title = f"What {report.now.course.title} covers of {report.now.edition.title}"
    return to_xlsx(coverage_sheets(report), title=title, creator="")


def _lost(edition: Edition) -> Iterable[str]:
    from guidegraph.export.read_back import lost_with_table

    return lost_with_table(edition, sheets=True)


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
            attributes=True,
            download=True,
        ),
        ResultKind.DIFF: FormatSupport(
            write=_diff,
            losses="The evidence and the IRIs of items are not held; links gained and lost are "
            "said in words.",
        ),
        ResultKind.COVERAGE: FormatSupport(
            write=_coverage,
            losses="Of texts longer than 2,000 characters the beginning is held; of the coverage "
            "before, the shares are.",
        ),
        ResultKind.COMMENTS: FormatSupport(
            write=_comments,
            losses="The words of a document that a comment is on are not held, nor what in the "
            "file was no comment.",
        ),
        ResultKind.SUGGESTIONS: FormatSupport(
            write=_suggestions, losses="Links that are already in the map are not held."
        ),
    },
)
