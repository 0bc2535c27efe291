"""OpenDocument spreadsheets (ODS): the cells of all sheets as texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import repeat
from math import isfinite
from typing import TYPE_CHECKING, Final

from guidegraph.importers.sheet import Area, Sheet
from guidegraph.importers.spreadsheet import (
    LONG_INTEGER,
    NO_NUMBER,
    NO_VALUE,
    Archive,
    CellReader,
    digits,
    local,
)
from guidegraph.model.table import CellType


if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["sheets_of_ods"]

_NAME: Final = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}%s"
_MANIFEST: Final = "META-INF/manifest.xml"
_CELLS: Final = ("table-cell", "covered-table-cell")
_MOST_COLUMNS: Final = 16_384
# What is not part of a text: comments, and readings above it.
_BESIDE: Final = ("annotation", "note", "ruby-text")
_DURATION: Final = re.compile(r"PT([0-9]{1,4})H([0-9]{1,2})M([0-9]{1,2})(?:[.,][0-9]+)?S")
_SPACE: Final = {"s": " ", "tab": "\t", "line-break": "\n"}


def sheets_of_ods(path: str, body: bytes) -> Sequence[Sheet]:
    """
    The sheets; a formula is the value that was saved with it.

    Raises:
        FormatError: it is not a spreadsheet.
    """
    archive = Archive(path, body, needs=("content.xml",), suffix=".ods")
    _demand_no_password(archive)
    return _Reader(archive).sheets()


class _Reader:
    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.reader = CellReader(archive.path)
        self.found: list[Sheet] = []
        self.rows = self.reader.begin()
        self.merged: list[Area] = []
        self.line = 1
        self.hidden: set[str] = set()  # the styles of hidden sheets

    def sheets(self) -> list[Sheet]:
        self.archive.read("content.xml", self._each)
        if not self.found:
            raise self.archive.fault("content.xml", "no sheet in it", "save it again as .ods")
        self.reader.repairs.warn()
        return self.found

    def _each(self, element: Element) -> bool:
        match local(element):
            case "table":
                style = element.get(_NAME % ("table", "style-name"), "")
                self.found.append(
                    Sheet(
                        name=element.get(_NAME % ("table", "name"), ""),
                        rows=self.rows,
                        merged=self.merged,
                        hidden=style in self.hidden,
                    )
                )
                self.rows, self.merged, self.line = self.reader.begin(), [], 1
            case "table-row":
                self._row(element)
            case "table-column" | "table-columns" | "table-row-group" | "table-header-rows":
                pass
            case "style":
                shows = [
                    part.get(_NAME % ("table", "display"))
                    for part in element
                    if local(part) == "table-properties"
                ]
                if "false" in shows:
                    self.hidden.add(element.get(_NAME % ("style", "name"), ""))
            case "table-properties":
                return False
            case _:
                return element.tag.startswith("{urn:oasis:names:tc:opendocument:xmlns:style")
        return True

    def _row(self, element: Element) -> None:
        times = _times(element, "rows")
        hidden = element.get(_NAME % ("table", "visibility"), "visible") != "visible"
        cells = self._cells(element)
        datatypes = self.reader.datatypes
        for _ in repeat(None, times if cells else 0):
            self.reader.datatypes = datatypes
            self.reader.add(self.line, cells, hidden=hidden)
            self.line += 1
        self.line += 0 if cells else times

    def _cells(self, row: Element) -> dict[int, str]:
        found: dict[int, str] = {}
        column = 0
        for cell in row:
            if local(cell) not in _CELLS:
                continue
            times = _times(cell, "columns")
            if text := _text(cell, self.reader, self.line, column):
                datatype = self.reader.datatypes.get(column)
                for number in range(column, min(column + times, _MOST_COLUMNS)):
                    found[number] = text
                    if datatype is not None:
                        self.reader.datatypes[number] = datatype
                high, wide = _spanned(cell, "rows"), _spanned(cell, "columns")
                if high > 1 or wide > 1:
                    bottom, right = self.line + high - 1, column + wide - 1
                    self.merged.append(Area(self.line, column, bottom, right))
            column += times
        return found


def _demand_no_password(archive: Archive) -> None:
    def each(element: Element) -> bool:
        if local(element) == "encryption-data":
            raise archive.fault(None, "a spreadsheet with a password", "save it without one")
        return True

    if _MANIFEST in archive:
        archive.read(_MANIFEST, each)


def _text(cell: Element, reader: CellReader, line: int, column: int) -> str:
    shown = "\n".join("".join(_words(part)) for part in cell if local(part) == "p")

    def value_of(kind: str) -> str:
        return cell.get(_office(f"{kind}value"), "")

    formula = cell.get(_NAME % ("table", "formula"))
    values = ("value", "date-value", "time-value", "boolean-value", "string-value")
    if formula is not None and not shown and not any(map(cell.get, map(_office, values))):
        return reader.odd(line, column, NO_VALUE, f"={formula.partition(':=')[2] or formula}")
    match cell.get(_office("value-type")):
        case "date":
            day, _, clock = value_of("date-").partition("T")
            if not clock or not clock.strip("0:."):
                return reader.typed(column, day, CellType.DATE) if day else shown
            return reader.typed(column, f"{day}T{clock}", CellType.DATE_TIME)
        case "time":
            found = _DURATION.fullmatch(value_of("time-"))
            if found is None:
                return shown
            text = ":".join(part.zfill(2) for part in found.groups())
            return reader.typed(column, text, CellType.TIME)
        case "boolean":
            return reader.typed(column, value_of("boolean-").upper(), CellType.BOOLEAN)
        case "float" | "percentage" | "currency":
            if LONG_INTEGER.fullmatch(value_of("")):
                return reader.number(column, value_of(""))
            try:
                number = float(value_of(""))
            except ValueError:
                return reader.odd(line, column, NO_NUMBER, value_of("") or shown)
            if isfinite(number):
                return reader.number(column, digits(number))
            return reader.odd(line, column, NO_NUMBER, value_of(""))
    return shown


def _office(name: str) -> str:
    return _NAME % ("office", name)


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
    return _number(element.get(_NAME % ("table", f"number-{what}-repeated"), "1"))


def _spanned(element: Element, what: str) -> int:
    """How many rows or columns a cell covers."""
    return _number(element.get(_NAME % ("table", f"number-{what}-spanned"), "1"))


def _number(text: str) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,7}", text) else 1
