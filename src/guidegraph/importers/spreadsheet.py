"""
What all kinds of spreadsheets share: the archive that most of them are, read part by part and
within limits, and the texts of their cells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Final

from guidegraph.graph.xml_guard import elements
from guidegraph.importers.limits import MAX_CELLS, MAX_EXPANDED, MAX_ITEMS, MAX_RATIO, MAX_TABLE
from guidegraph.importers.sheet import Repairs, Row
from guidegraph.model.errors import FormatError
from guidegraph.model.table import CellType, cell_name


if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = [
    "COMPOUND_FILE",
    "ERROR_VALUE",
    "LONG_INTEGER",
    "NO_NUMBER",
    "NO_VALUE",
    "Archive",
    "CellReader",
    "day_of",
    "digits",
    "local",
]

COMPOUND_FILE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
"""The first bytes of a spreadsheet before 2007, or with a password."""

LONG_INTEGER: Final = re.compile(r"-?[1-9][0-9]{15,}")
"""A whole number with more digits than a floating-point number keeps."""

_SMALL: Final = 1024 * 1024  # up to this size, any ratio is allowed
_METHODS: Final = (0, 8)  # stored, deflated
_ENCRYPTED: Final = 0x1
_MOST_PARTS: Final = 10_000
_BEFORE_2007: Final = ("WordDocument", "Workbook", "PowerPoint Document")
_MACROS: Final = ("xl/macrosheets/", "basic/", "scripts/")


class Archive:
    """
    A file of an office program that is an archive of XML.

    Args:
        path: its name, for messages.
        body: its bytes.
        needs: the parts that all files of its kind have.
        suffix: the suffix of such files.
        kind: what it is, for messages.
        macros: whether it may have macros; they are not read.

    Raises:
        FormatError: it is not of its kind, has a password or macros, or is too large unpacked.
    """

    def __init__(
        self,
        path: str,
        body: bytes,
        *,
        needs: tuple[str, ...],
        suffix: str,
        kind: str = "spreadsheet",
        macros: bool = False,
    ) -> None:
        import zipfile

        self.path = path
        self.suffix = suffix
        self.kind = kind
        self._macros = macros
        if body.startswith(COMPOUND_FILE):
            raise self._compound(body)
        try:
            self._archive = zipfile.ZipFile(BytesIO(body))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            problem = f"not a {kind} ({str(error).rstrip('.').lower()})"
            raise self.fault(None, problem, f"save it as {suffix}") from None
        self._parts = {info.filename: info for info in self._archive.infolist()}
        self._check(needs)

    @property
    def names(self) -> Iterable[str]:
        """The names of the parts."""
        return self._parts.keys()

    def read(self, part: str, each: Callable[[Element], bool], *, most: int | None = None) -> None:
        """
        Call *each* with every element of a part, as `guidegraph.graph.xml_guard.elements` does.
        """
        import zipfile
        import zlib

        if part not in self._parts:
            raise self._damaged(None, f"no part {part!r} in it")
        try:
            with self._archive.open(self._parts[part]) as file:
                elements(file, f"{self.path}:{part}", each, most=most)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            OSError,
            ValueError,  # a part that is said to begin before the file does
        ):
            raise self._damaged(part, "a damaged part") from None

    def __contains__(self, part: str) -> bool:
        return part in self._parts

    def fault(self, place: str | None, problem: str, advice: str) -> FormatError:
        """The error that the file has a problem."""
        return FormatError(self.path, place, problem, advice)

    def _compound(self, body: bytes) -> FormatError:
        """What a file of the older kind is, by the names of the parts that it has."""
        if "EncryptedPackage".encode("utf-16-le") in body:
            problem, advice = f"a {self.kind} with a password", "remove it, and save it as"
        elif any(each.encode("utf-16-le") in body for each in _BEFORE_2007):
            problem, advice = f"a {self.kind} in the format before 2007", "open it, and save it as"
        else:
            problem = f"an encrypted {self.kind}, or one in the format before 2007"
            advice = "remove the password and save it as"
        return self.fault(None, problem, f"{advice} {self.suffix}")

    def _check(self, needs: tuple[str, ...]) -> None:
        names = [info.filename.lower() for info in self._archive.infolist()]
        if len(names) > _MOST_PARTS:
            raise self._damaged(None, f"an archive of {len(names)} parts")
        if len(set(names)) < len(names):
            twice = next(name for name in names if names.count(name) > 1)
            raise self._damaged(None, f"an archive with the part {twice!r} twice")
        if not set(needs) <= set(names):
            problem = f"an archive, but not a {self.kind}"
            raise self.fault(None, problem, f"save it as {self.suffix}")
        if not self._macros and any(
            "vbaproject" in name or name.startswith(_MACROS) for name in names
        ):
            problem = f"a {self.kind} with macros"
            raise self.fault(None, problem, f"save it without them, as {self.suffix}")
        if sum(info.file_size for info in self._parts.values()) > MAX_EXPANDED:
            raise self._bomb(None)
        for info in self._parts.values():
            if info.flag_bits & _ENCRYPTED or info.compress_type not in _METHODS:
                raise self._damaged(info.filename, "a part that is encrypted or packed oddly")
            if info.file_size > max(_SMALL, MAX_RATIO * info.compress_size):
                raise self._bomb(info.filename)

    def _damaged(self, part: str | None, problem: str) -> FormatError:
        return self.fault(part, problem, f"save it again as {self.suffix}")

    def _bomb(self, part: str | None) -> FormatError:
        return self.fault(
            part,
            f"unpacks to more than {MAX_EXPANDED >> 20} MB or {MAX_RATIO} times its size",
            "split it, or save it as .csv" if self.kind == "spreadsheet" else "split it",
        )


class CellReader:
    """
    The cells of a spreadsheet that were read so far, sheet by sheet, and what was odd in them.

    Args:
        path: the file, for messages.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.repairs = Repairs(path)
        self.rows: list[Row] = []
        self.datatypes: dict[int, str] = {}
        self._size = self._cells = 0

    def begin(self) -> list[Row]:
        """Begin another sheet; the list of its rows, which grows."""
        self.rows = []
        return self.rows

    def add(self, line: int, cells: Mapping[int, str], *, hidden: bool = False) -> None:
        """
        Add a row that is not empty, with the number that the spreadsheet shows.

        Raises:
            FormatError: it makes the spreadsheet too large.
        """
        datatypes, self.datatypes = self.datatypes, {}
        if cells:
            self.rows.append(Row(line=line, cells=cells, datatypes=datatypes, hidden=hidden))
            self._size += sum(map(len, cells.values()))
            self._cells += len(cells)
        if self._size > MAX_TABLE or self._cells > MAX_CELLS or len(self.rows) > MAX_ITEMS + 1:
            raise FormatError(
                self.path,
                line,
                f"a table of more than {MAX_TABLE} characters, {MAX_CELLS} cells or {MAX_ITEMS} "
                "rows",
                "split the file",
            )

    def number(self, column: int, text: str) -> str:
        """The text of a number, whose datatype is noted."""
        self.datatypes[column] = CellType.DECIMAL if "." in text else CellType.INTEGER
        return text

    def typed(self, column: int, text: str, datatype: str) -> str:
        """The text of a cell, whose datatype is noted."""
        self.datatypes[column] = datatype
        return text

    def date(self, column: int, when: datetime | timedelta) -> str:
        """A date, a time or both, as ISO 8601 writes them."""
        if isinstance(when, timedelta):
            seconds = round(when.total_seconds())
            text = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
            return self.typed(column, text, CellType.TIME)
        if when.time() == time():
            return self.typed(column, when.date().isoformat(), CellType.DATE)
        return self.typed(column, when.isoformat(timespec="seconds"), CellType.DATE_TIME)

    def odd(self, line: int, column: int, kind: str, text: str) -> str:
        """The text of a cell that is kept as it is, with a warning of that kind."""
        self.repairs.add(kind, cell_name(column, line), text)
        return text

    def fault(self, line: int, column: int, problem: str, advice: str) -> FormatError:
        """The error that a cell has a problem, with the name that the spreadsheet shows."""
        return FormatError(self.path, cell_name(column, line), problem, advice)


NO_VALUE: Final = "formulas without a saved value are read as text (open and save the file)"
ERROR_VALUE: Final = "error values are read as text"
NO_NUMBER: Final = "cells that are not the numbers they claim to be are read as text"


def day_of(serial: float, *, from_1904: bool = False) -> datetime | timedelta | None:
    """
    The date or the time of day that a spreadsheet stores as a number of days, if it is one.

    >>> day_of(45292.5), day_of(0.25), day_of(9e9)
    (datetime.datetime(2024, 1, 1, 12, 0), datetime.timedelta(seconds=21600), None)
    """
    if 0 <= serial < 1:
        return timedelta(seconds=round(serial * 86_400))
    if not 0 <= serial < 2_958_466:  # until the year 9999
        return None
    # The format has a 29 February 1900, which there was not: after it, all is a day later.
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30 + (serial < 60))  # noqa: DTZ001 - cells have no zone
    return start + timedelta(seconds=round(serial * 86_400))


def digits(number: float) -> str:
    """
    A number as a spreadsheet shows it unformatted, with at most 15 digits.

    >>> digits(0.1 + 0.2), digits(7.10), digits(12345678901.0), digits(1e21)
    ('0.3', '7.1', '12345678901', '1000000000000000000000')
    """
    from decimal import Decimal

    shown = f"{Decimal(f'{number:.15g}'):f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def local(element: Element) -> str:
    """The name of an element without its namespace; editions of the standard differ in it."""
    return element.tag.rpartition("}")[2]
