"""A spreadsheet edition as OpenDocument (ODS): the first sheet, by the same rules as CSV."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import repeat
from math import isfinite
from typing import TYPE_CHECKING, Final

from guidegraph.importers.importer import Document, importer
from guidegraph.importers.spreadsheet import Archive, SheetRows, digits, local
from guidegraph.importers.table import edition_from_rows
from guidegraph.model.edition import Edition


if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["read"]

_NAME: Final = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}%s"
_MANIFEST: Final = "META-INF/manifest.xml"
_CELLS: Final = ("table-cell", "covered-table-cell")
_MOST_COLUMNS: Final = 16_384
# What is not part of a text: comments, and readings above it.
_BESIDE: Final = ("annotation", "note", "ruby-text")
_SPACE: Final = {"s": " ", "tab": "\t", "line-break": "\n"}


@importer(suffixes=(".ods",), media_type="application/vnd.oasis.opendocument.spreadsheet")
def read(document: Document) -> Edition:
    """The edition that the first sheet lists. Macros are refused, formulas are not evaluated."""
    archive = Archive(document.path, document.body, needs=("content.xml",), suffix=".ods")
    _demand_no_password(archive)
    sheet = SheetRows(document.path)
    line, sheets = 1, 0

    def each(element: Element) -> bool:
        nonlocal line, sheets
        match local(element):
            case "table":
                sheets += 1
            case "table-row":
                if sheets == 0:
                    times = _times(element, "rows")
                    cells = _cells(element, sheet, line)
                    for _ in repeat(None, times if cells else 0):
                        sheet.add(line, cells)
                        line += 1
                    line += 0 if cells else times
            case "table-column" | "table-columns" | "table-row-group" | "table-header-rows":
                pass
            case _:
                return element.tag.startswith("{urn:oasis:names:tc:opendocument:xmlns:style")
        return True

    archive.read("content.xml", each)
    return edition_from_rows(document, sheet.rows)


def _demand_no_password(archive: Archive) -> None:
    def each(element: Element) -> bool:
        if local(element) == "encryption-data":
            raise archive.fault(None, "a spreadsheet with a password", "save it without one")
        return True

    if _MANIFEST in archive:
        archive.read(_MANIFEST, each)


def _cells(row: Element, sheet: SheetRows, line: int) -> dict[int, str]:
    found: dict[int, str] = {}
    column = 0
    for cell in row:
        if local(cell) in _CELLS:
            times = _times(cell, "columns")
            if text := _text(cell, sheet, line, column):
                for number in range(column, min(column + times, _MOST_COLUMNS)):
                    found[number] = text
            column += times
    return found


def _text(cell: Element, sheet: SheetRows, line: int, column: int) -> str:
    if (formula := cell.get(_NAME % ("table", "formula"))) is not None:
        raise sheet.formula(line, column, formula.partition(":=")[2] or formula)
    match cell.get(_NAME % ("office", "value-type")):
        case "date" | "time":
            raise sheet.date(line, column)
        case "boolean":
            return cell.get(_NAME % ("office", "boolean-value"), "").upper()
        case "float" | "percentage" | "currency":
            value = cell.get(_NAME % ("office", "value"), "")
            try:
                number = float(value)
            except ValueError:
                raise sheet.no_number(line, column, value) from None
            return digits(number) if isfinite(number) else value
    return "\n".join("".join(_words(part)) for part in cell if local(part) == "p")


def _words(element: Element) -> Iterator[str]:
    """The words of a paragraph, also those in spans and links."""
    yield element.text or ""
    for part in element:
        if local(part) in _SPACE:
            yield _SPACE[local(part)]
        elif local(part) not in _BESIDE:
            yield from _words(part)
        yield part.tail or ""


def _times(element: Element, what: str) -> int:
    """How often a row or a cell is repeated, including itself."""
    times = element.get(_NAME % ("table", f"number-{what}-repeated"), "1")
    return int(times) if re.fullmatch(r"[0-9]{1,7}", times) else 1
