"""Office Open XML spreadsheets (ECMA-376): the cells of all sheets as texts."""

from __future__ import annotations

import posixpath
import re
import warnings
from collections.abc import Mapping
from math import isfinite
from typing import TYPE_CHECKING, Final

from guidegraph.importers.limits import MAX_TABLE, MAX_TEXT
from guidegraph.importers.sheet import Area, Sheet
from guidegraph.importers.spreadsheet import (
    ERROR_VALUE,
    LONG_INTEGER,
    NO_NUMBER,
    NO_VALUE,
    Archive,
    CellReader,
    day_of,
    digits,
    local,
)
from guidegraph.model.errors import GuidegraphWarning
from guidegraph.model.table import CellType, column_number


if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["sheets_of_xlsx"]

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NUMBER = re.compile(r"[+-]?(?:[0-9]++(?:\.[0-9]*+)?+|\.[0-9]++)(?:[eE][+-]?[0-9]{1,3})?")
_FIXED = re.compile(r"0\.(0{1,15})")  # the formats with a number of decimals and nothing else
# The parts of a number format that are not letters for the parts of a date.
_NOT_OF_DATES = re.compile(r'"[^"]*"|\\.|\[[^\[\]]*+\]|_.|\*.')
_DATES: Final = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_PARTS_OF_ROWS: Final = frozenset(["c", "is", "r", "t", "v", "f"])
_STRINGS: Final = "xl/sharedStrings.xml"
_COMMENTS = re.compile(r"xl/(?:comments|threadedComments)", re.IGNORECASE)
_STYLES: Final = "xl/styles.xml"


def sheets_of_xlsx(path: str, body: bytes, *, warn: bool = True) -> list[Sheet]:
    """
    The sheets with the row numbers that the spreadsheet shows.

    A formula is the value that was saved with it. Dates and times are in ISO 8601. *warn* says what
    was repaired, and what is in the workbook that is not read.

    Raises:
        FormatError: it is not a spreadsheet.
    """
    needs = ("[content_types].xml", "xl/workbook.xml")
    reader = _Reader(Archive(path, body, needs=needs, suffix=".xlsx"))
    found = reader.sheets()
    if warn:
        reader.cells.repairs.warn()
        reader.warn_of_what_is_not_read()
    return found


class _Reader:
    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.cells = CellReader(archive.path)
        self.strings = _shared_strings(archive) if _STRINGS in archive else []
        codes = _number_formats(archive) if _STYLES in archive else []
        self.dates = frozenset(str(style) for style, code in enumerate(codes) if _is_date(code))
        self.decimals = {
            str(style): len(found[1])
            for style, code in enumerate(codes)
            if (found := _FIXED.fullmatch(code)) is not None
        }
        self.from_1904 = False
        self.line = 0
        self.merged: list[Area] = []
        self.links = False

    def sheets(self) -> list[Sheet]:
        found = []
        for part, name, hidden in self._parts():
            self.line, self.merged = 0, []
            rows = self.cells.begin()
            self.archive.read(part, self._each)
            found.append(Sheet(name=name, rows=rows, merged=self.merged, hidden=hidden))
        return found

    def warn_of_what_is_not_read(self) -> None:
        """Name the contents that no result rests on."""
        comments = any(_COMMENTS.match(name) for name in self.archive.names)
        unread = [
            *(["the comments on cells"] if comments else []),
            *(["the addresses of links in cells"] if self.links else []),
        ]
        if unread:
            warnings.warn(
                f"{self.archive.path}: not read and not compared: {' and '.join(unread)}",
                GuidegraphWarning,
                stacklevel=2,
            )

    def _parts(self) -> list[tuple[str, str, bool]]:
        """The parts with the sheets, in the order of the workbook; their names; are they hidden?"""
        sheets: list[tuple[str, str, bool]] = []

        def each(element: Element) -> bool:
            match local(element):
                case "sheet":
                    ids = [value for name, value in element.attrib.items() if name.endswith("}id")]
                    hidden = element.get("state", "visible") != "visible"
                    sheets.extend((id_, element.get("name", ""), hidden) for id_ in ids)
                case "workbookPr":
                    self.from_1904 = element.get("date1904", "0") in ("1", "true")
            return True

        self.archive.read("xl/workbook.xml", each)
        related = _related(self.archive, "xl/_rels/workbook.xml.rels")
        found = [
            (posixpath.normpath(posixpath.join("/xl", target))[1:], name, hidden)
            for id_, name, hidden in sheets
            if (target := related.get(id_)) is not None
        ]
        if not found:
            raise self.archive.fault("xl/workbook.xml", "no sheet in it", "save it again as .xlsx")
        return found

    def _each(self, element: Element) -> bool:
        match local(element):
            case "row":
                self._row(element)
            case "hyperlink":
                self.links = True
            case "mergeCell":
                corners = [_REFERENCE.fullmatch(end) for end in element.get("ref", "").split(":")]
                if len(corners) == 2 and corners[0] and corners[1]:
                    (top, left), (bottom, right) = (
                        (int(corner[2]), column_number(corner[1])) for corner in corners if corner
                    )
                    self.merged.append(Area(top, left, bottom, right))
        return local(element) not in _PARTS_OF_ROWS

    def _row(self, element: Element) -> None:
        number = element.get("r", "")
        self.line = int(number) if re.fullmatch(r"[0-9]{1,7}", number) else self.line + 1
        cells: dict[int, str] = {}
        column = -1
        for cell in element:
            if local(cell) == "c":
                reference = _REFERENCE.fullmatch(cell.get("r", ""))
                column = column_number(reference[1]) if reference else column + 1
                if text := self._text(cell, column):
                    cells[column] = text
        self.cells.add(self.line, cells, hidden=element.get("hidden", "0") in ("1", "true"))

    def _text(self, cell: Element, column: int) -> str:
        parts = {local(part): part for part in cell}
        whole = (parts["v"].text or "") if "v" in parts else ""
        value = whole.strip()
        if "f" in parts and not value and cell.get("t") != "str":
            formula = f"={parts['f'].text or ''}"
            return self.cells.odd(self.line, column, NO_VALUE, formula)
        match cell.get("t", "n"):
            case "s":
                return self._shared(value, column)
            case "inlineStr":
                return _run(parts["is"]) if "is" in parts else ""
            case "b":
                return self.cells.typed(
                    column, {"0": "FALSE", "1": "TRUE"}.get(value, value), CellType.BOOLEAN
                )
            case "e":
                return self.cells.odd(self.line, column, ERROR_VALUE, value)
            case "str" | "d":
                return _unescaped(whole)
        if not value:
            return ""
        if not _NUMBER.fullmatch(value) or not isfinite(float(value)):
            return self.cells.odd(self.line, column, NO_NUMBER, value)
        if cell.get("s", "0") in self.dates:
            when = day_of(float(value), from_1904=self.from_1904)
            if when is not None:
                return self.cells.date(column, when)
        if LONG_INTEGER.fullmatch(value):
            return self.cells.number(column, value)
        shown = digits(float(value))
        places = self.decimals.get(cell.get("s", "0"), 0)
        whole, _, fraction = shown.partition(".")
        if (
            0 < places >= len(fraction) and len(whole) <= 15
        ):  # 1.10 is not 1.1: what one sees is a text
            return f"{whole}.{fraction.ljust(places, '0')}"
        return self.cells.number(column, shown)

    def _shared(self, value: str, column: int) -> str:
        if not re.fullmatch(r"[0-9]{1,9}", value) or int(value) >= len(self.strings):
            problem = f"there is no shared text {value[:40]!r}"
            raise self.cells.fault(self.line, column, problem, "save it again as .xlsx")
        return self.strings[int(value)]


def _related(archive: Archive, part: str) -> Mapping[str, str]:
    found: dict[str, str] = {}

    def each(element: Element) -> bool:
        if local(element) == "Relationship" and element.get("TargetMode") != "External":
            found[element.get("Id", "")] = element.get("Target", "")
        return True

    archive.read(part, each)
    return found


def _shared_strings(archive: Archive) -> list[str]:
    found: list[str] = []
    size = 0

    def each(element: Element) -> bool:
        nonlocal size
        if local(element) != "si":
            return local(element) not in _PARTS_OF_ROWS
        found.append(_run(element))
        size += len(found[-1])
        if len(found[-1]) > MAX_TEXT or size > MAX_TABLE:
            problem = f"a text of more than {MAX_TEXT} characters, or more than {MAX_TABLE} in all"
            raise archive.fault(_STRINGS, problem, "split it")
        return True

    archive.read(_STRINGS, each)
    return found


def _run(element: Element) -> str:
    """A text, plain or in runs of different fonts, without the readings above it."""
    parts: list[str] = []
    for child in element:
        match local(child):
            case "t":
                parts.append(child.text or "")
            case "r":
                parts += (part.text or "" for part in child if local(part) == "t")
    return _unescaped("".join(parts))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _number_formats(archive: Archive) -> list[str]:
    """The number format of each cell style; that of a date without a code is `d`."""
    formats = {str(number): "d" for number in _DATES} | {"2": "0.00"}
    styles: list[str] = []

    def each(element: Element) -> bool:
        match local(element):
            case "numFmt":
                formats[element.get("numFmtId", "")] = element.get("formatCode", "")
            case "cellXfs":
                styles.extend(part.get("numFmtId", "0") for part in element)
            case "xf":
                return False
        return True

    archive.read(_STYLES, each)
    return [formats.get(number, "") for number in styles]


def _is_date(code: str) -> bool:
    """Whether a number format shows a number as a date or a time."""
    bare = _NOT_OF_DATES.sub("", code.partition(";")[0])
    return any(sign in "dmyhs" for sign in bare.lower())
