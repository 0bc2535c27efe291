"""Sheets as a workbook of a spreadsheet program: the same sheets give the same bytes."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final

from guidegraph.export.xml_text import demand_xml
from guidegraph.model.errors import UnwritableError
from guidegraph.model.table import to_cell


if TYPE_CHECKING:
    from xlsxwriter import Workbook


__all__ = ["Worksheet", "to_xlsx"]

_LONGEST: Final = 32_767
"""The maximum length of a cell, in units of UTF-16; programs call longer ones damaged."""

_LONGEST_NAME: Final = 31
_NOT_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\]")
_EPOCH: Final = datetime(1980, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Worksheet:
    """A sheet: its name, the widths of its columns in characters, its rows with the head first."""

    name: str
    widths: tuple[int, ...]
    rows: Iterable[Sequence[str | int | float]]


def to_xlsx(sheets: Iterable[Worksheet], *, title: str, creator: str) -> bytes:
    """
    A workbook with some sheets.

    Raises:
        UnwritableError: a cell is too long, or has a character that XML cannot hold.
    """
    from xlsxwriter import Workbook

    body = BytesIO()
    with Workbook(body, {"in_memory": True}) as book:
        book.set_properties(
            {"title": demand_xml(title), "author": demand_xml(creator), "created": _EPOCH}
        )
        taken: set[str] = set()
        for sheet in sheets:
            name = _sheet_name(sheet.name, taken)
            _add_sheet(book, name, sheet.widths, sheet.rows)
    return _of_no_system(body)


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that the program allows, and that no other sheet has."""
    start = _NOT_IN_NAMES.sub("-", demand_xml(name))[:_LONGEST_NAME].strip("'") or "Sheet"
    found, number = start, 1
    while found.casefold() in taken or found.casefold() == "history":
        number += 1
        found = f"{start[: _LONGEST_NAME - 6]} ({number})"
    taken.add(found.casefold())
    return found


def _add_sheet(
    book: Workbook, name: str, widths: Sequence[int], rows: Iterable[Sequence[str | int | float]]
) -> None:
    """
    A sheet with its columns so many characters wide; the first row is a head.

    A text that begins like a formula is a text all the same: its cell says so by its type, and by
    the style that puts an apostrophe before it when it is edited.
    """
    sheet = book.add_worksheet(name)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    head = book.add_format({"bold": True, "num_format": "@"})
    wrapped = {"num_format": "@", "text_wrap": True, "valign": "top"}
    plain, quoted = book.add_format(wrapped), book.add_format({**wrapped, "quote_prefix": True})
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, int | float):
                sheet.write_number(number, column, cell)
            elif cell:
                style = plain if to_cell(cell) == cell else quoted
                shown = demand_xml(cell)
                if len(shown.encode("utf-16-le")) // 2 > _LONGEST:
                    raise UnwritableError(
                        f"a text of {len(shown)} characters ({shown[:40]!r}…), more than the "
                        f"{_LONGEST} that a cell of a spreadsheet holds; use csv"
                    )
                if shown.startswith("<r>") and shown.endswith("</r>"):
                    # The library takes such a text for markup of its own, but not in runs.
                    sheet.write_rich_string(number, column, *shown[:2], shown[2:], style)
                else:
                    sheet.write_string(number, column, shown, style if number else head)


def _of_no_system(body: BytesIO) -> bytes:
    """The archive without data about the system that wrote it."""
    out = BytesIO()
    with zipfile.ZipFile(body) as made, zipfile.ZipFile(out, "w") as archive:
        for info in made.infolist():
            part = made.read(info)
            info.create_system = 0
            archive.writestr(info, part)
    return out.getvalue()
