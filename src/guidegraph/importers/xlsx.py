"""Office Open XML spreadsheets (ECMA-376): the cells of the first sheet as texts."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from math import isfinite
from typing import TYPE_CHECKING, Final

from guidegraph.importers.limits import MAX_TABLE, MAX_TEXT
from guidegraph.importers.spreadsheet import Archive, SheetRows, digits, local
from guidegraph.importers.table import Row


if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["rows_of_xlsx"]

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
# The parts of a number format that are not letters for the parts of a date.
_NOT_OF_DATES = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DATES: Final = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_PARTS_OF_ROWS: Final = frozenset(["c", "is", "r", "t", "v", "f"])
_STRINGS: Final = "xl/sharedStrings.xml"
_STYLES: Final = "xl/styles.xml"


def rows_of_xlsx(path: str, body: bytes) -> list[Row]:
    """
    The rows of the first sheet with the numbers that the spreadsheet shows.

    Raises:
        FormatError: it has a formula, a date or an error value, or is not a spreadsheet.
    """
    needs = ("[content_types].xml", "xl/workbook.xml")
    return _Reader(Archive(path, body, needs=needs, suffix=".xlsx")).rows()


class _Reader:
    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.sheet = SheetRows(archive.path)
        self.strings = _shared_strings(archive) if _STRINGS in archive else []
        self.dates = _dates(archive) if _STYLES in archive else frozenset()
        self.line = 0

    def rows(self) -> list[Row]:
        self.archive.read(_first_sheet(self.archive), self._each)
        return self.sheet.rows

    def _each(self, element: Element) -> bool:
        if local(element) == "row":
            self._row(element)
        return local(element) not in _PARTS_OF_ROWS

    def _row(self, element: Element) -> None:
        number = element.get("r", "")
        self.line = int(number) if re.fullmatch(r"[0-9]{1,7}", number) else self.line + 1
        cells: dict[int, str] = {}
        column = -1
        for cell in element:
            if local(cell) == "c":
                reference = _REFERENCE.fullmatch(cell.get("r", ""))
                column = _column(reference[1]) if reference else column + 1
                if text := self._text(cell, column):
                    cells[column] = text
        self.sheet.add(self.line, cells)

    def _text(self, cell: Element, column: int) -> str:
        parts = {local(part): part for part in cell}
        whole = (parts["v"].text or "") if "v" in parts else ""
        value = whole.strip()
        if "f" in parts:
            raise self.sheet.formula(self.line, column, parts["f"].text)
        match cell.get("t", "n"):
            case "s":
                return self._shared(value, column)
            case "inlineStr":
                return _run(parts["is"]) if "is" in parts else ""
            case "b":
                return {"0": "FALSE", "1": "TRUE"}.get(value, value)
            case "e":
                raise self.sheet.error_value(self.line, column, value)
            case "str" | "d":
                return _unescaped(whole)
        if value and cell.get("s", "0") in self.dates:
            raise self.sheet.date(self.line, column)
        if value and not _NUMBER.fullmatch(value):
            raise self.sheet.no_number(self.line, column, value)
        return digits(float(value)) if value and isfinite(float(value)) else value

    def _shared(self, value: str, column: int) -> str:
        if not re.fullmatch(r"[0-9]{1,9}", value) or int(value) >= len(self.strings):
            problem = f"there is no shared text {value[:40]!r}"
            raise self.sheet.fault(self.line, column, problem, "save it again as .xlsx")
        return self.strings[int(value)]


def _first_sheet(archive: Archive) -> str:
    """The name of the part with the first sheet."""
    sheets: list[str] = []

    def each(element: Element) -> bool:
        if local(element) == "sheet":
            sheets.extend(value for name, value in element.attrib.items() if name.endswith("}id"))
        return True

    archive.read("xl/workbook.xml", each)
    related = _related(archive, "xl/_rels/workbook.xml.rels")
    if not sheets or sheets[0] not in related:
        raise archive.fault("xl/workbook.xml", "no sheet in it", "save it again as .xlsx")
    return posixpath.normpath(posixpath.join("/xl", related[sheets[0]]))[1:]


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


def _dates(archive: Archive) -> frozenset[str]:
    """The numbers of the cell styles that show a number as a date or a time."""
    formats: dict[str, bool] = {str(number): True for number in _DATES}
    styles: list[str] = []

    def each(element: Element) -> bool:
        match local(element):
            case "numFmt":
                code = _NOT_OF_DATES.sub("", element.get("formatCode", "").partition(";")[0])
                formats[element.get("numFmtId", "")] = any(sign in "dmyhs" for sign in code.lower())
            case "cellXfs":
                styles.extend(part.get("numFmtId", "0") for part in element)
            case "xf":
                return False
        return True

    archive.read(_STYLES, each)
    return frozenset(
        str(number) for number, format_ in enumerate(styles) if formats.get(format_, False)
    )


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
