"""The cells of a sheet as texts, the way the spreadsheet's owner reads them."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from guidegraph.importers.limits import MAX_ITEMS, MAX_TABLE, MAX_TEXT
from guidegraph.importers.table import Row
from guidegraph.importers.xlsx.package import Package, local


if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["rows"]

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
# What a number format says besides the letters that stand for the parts of a date.
_NOT_OF_DATES = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DATES: Final = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_PARTS_OF_ROWS: Final = frozenset(["c", "is", "r", "t", "v", "f"])
_STRINGS: Final = "xl/sharedStrings.xml"
_STYLES: Final = "xl/styles.xml"


def rows(package: Package) -> list[Row]:
    """
    The rows of the first sheet by the numbers that the spreadsheet shows.

    Raises:
        FormatError: a formula, a date, an error value, or a part that is no spreadsheet.
    """
    strings = _shared_strings(package) if _STRINGS in package else []
    return _Sheet(package, strings, _dates(package)).rows()


class _Sheet:
    def __init__(self, package: Package, strings: list[str], dates: frozenset[str]) -> None:
        self.package = package
        self.strings = strings
        self.dates = dates
        self.found: list[Row] = []
        self.size = 0

    def rows(self) -> list[Row]:
        self.package.read(self.package.sheet(), self._each)
        return self.found

    def _each(self, element: Element) -> bool:
        if local(element) == "row":
            self._row(element)
        return local(element) not in _PARTS_OF_ROWS

    def _row(self, element: Element) -> None:
        number = element.get("r", "")
        above = self.found[-1].line if self.found else 0
        line = int(number) if re.fullmatch(r"[0-9]{1,7}", number) else above + 1
        cells: dict[int, str] = {}
        column = -1
        for cell in element:
            if local(cell) != "c":
                continue
            reference = _REFERENCE.fullmatch(cell.get("r", ""))
            column = _column(reference[1]) if reference else column + 1
            text = self._text(cell, f"{_letters(column)}{line}")
            if text:
                cells[column] = text
                self.size += len(text)
        if cells:
            self.found.append(Row(line=line, cells=cells))
        if self.size > MAX_TABLE or len(self.found) > MAX_ITEMS + 1:
            raise self.package.fault(
                str(line),
                f"a table of more than {MAX_TABLE} characters or {MAX_ITEMS} rows",
                "split the file",
            )

    def _text(self, cell: Element, name: str) -> str:
        parts = {local(part): part for part in cell}
        value = (parts["v"].text or "").strip() if "v" in parts else ""
        if "f" in parts:
            raise self.package.fault(
                name, f"a formula ({_shown(parts['f'].text)})", "paste its value in its place"
            )
        match cell.get("t", "n"):
            case "s":
                return self._shared(value, name)
            case "inlineStr":
                return _run(parts["is"]) if "is" in parts else ""
            case "b":
                return {"0": "FALSE", "1": "TRUE"}.get(value, value)
            case "e":
                raise self.package.fault(name, f"an error value ({_shown(value)})", "mend the cell")
            case "str" | "d":
                return _unescaped((parts["v"].text or "") if "v" in parts else "")
        if value and cell.get("s", "0") in self.dates:
            raise self.package.fault(
                name,
                "a date, which is a number inside",
                "format the cell as text and type it again",
            )
        return self._number(value, name)

    def _shared(self, value: str, name: str) -> str:
        if not re.fullmatch(r"[0-9]{1,9}", value) or int(value) >= len(self.strings):
            raise self.package.fault(
                name, f"there is no shared text {_shown(value)}", "save it anew as .xlsx"
            )
        return self.strings[int(value)]

    def _number(self, value: str, name: str) -> str:
        """A number as the spreadsheet shows it unformatted: the digits that survive its 15."""
        if not value:
            return ""
        if not _NUMBER.fullmatch(value):
            raise self.package.fault(name, f"no number ({_shown(value)})", "save it anew as .xlsx")
        try:
            shown = f"{Decimal(f'{float(value):.15g}'):f}"
        except (InvalidOperation, OverflowError):
            return value
        return shown.rstrip("0").rstrip(".") if "." in shown else shown


def _shared_strings(package: Package) -> list[str]:
    found: list[str] = []
    size = 0

    def each(element: Element) -> bool:
        nonlocal size
        if local(element) != "si":
            return local(element) not in _PARTS_OF_ROWS
        found.append(_run(element))
        size += len(found[-1])
        if len(found[-1]) > MAX_TEXT or size > MAX_TABLE:
            raise package.fault(
                _STRINGS,
                f"a text of more than {MAX_TEXT} characters, or more than {MAX_TABLE} in all",
                "split it",
            )
        return True

    package.read(_STRINGS, each)
    return found


def _run(element: Element) -> str:
    """A text, plain or in runs of different type, without the readings that stand beside it."""
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


def _dates(package: Package) -> frozenset[str]:
    """The numbers of the cell styles that show a number as a date or a time."""
    if _STYLES not in package:
        return frozenset()
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

    package.read(_STYLES, each)
    return frozenset(
        str(number) for number, format_ in enumerate(styles) if formats.get(format_, False)
    )


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _shown(text: str | None) -> str:
    short = (text or "").strip()
    return repr(short if len(short) <= 40 else f"{short[:39]}…")
