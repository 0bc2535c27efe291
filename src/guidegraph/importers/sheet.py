"""Sheets as values: rows of cells, merged areas, and what was repaired to read them."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from guidegraph.importers.limits import MAX_CELLS, MAX_TABLE
from guidegraph.model.errors import FormatError, GuidegraphWarning
from guidegraph.model.excerpt import clipped
from guidegraph.model.table import cell_name


__all__ = ["Area", "Repairs", "Row", "Sheet", "bounded", "filled_down", "shown"]

_SHOWN: Final = 3  # as many repairs of a kind are named, then they are counted
# What could control a terminal, or cannot be written as UTF-8 or in a graph.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Area(NamedTuple):
    """Merged cells: the first and last line (from 1) and column (from 0)."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """
    A row of a sheet.

    Attributes:
        line: its number, as the spreadsheet shows it; in a text file its first line.
        cells: its texts by the number of their column, from 0; no empty ones.
        datatypes: the IRIs of the datatypes of cells that are not texts.
        hidden: whether the spreadsheet does not show it.
    """

    line: int
    cells: Mapping[int, str]
    datatypes: Mapping[int, str] = field(default_factory=dict)
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet: its name, empty in a text file; its rows; its merged areas."""

    name: str = ""
    rows: Sequence[Row] = ()
    merged: Sequence[Area] = ()
    hidden: bool = False


class Repairs:
    """
    What had to be repaired to read a file, by kind; `warn` names it.

    Args:
        path: the file, for messages.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._found: dict[str, list[str]] = {}
        self._counts: dict[str, int] = {}

    def add(self, kind: str, place: str, *texts: str) -> None:
        """Record a repair: what kind, where, and the value; or the value before and after."""
        self._counts[kind] = self._counts.get(kind, 0) + 1
        if self._counts[kind] <= _SHOWN:
            values = " as ".join(map(shown, texts))
            self._found.setdefault(kind, []).append(f"{place} {values}".rstrip())

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(self._counts.values())

    def warn(self) -> None:
        """One warning for each kind: the first places, then how many more."""
        for kind, places in self._found.items():
            more = self._counts[kind] - len(places)
            rest = f", and {more} more" if more else ""
            warnings.warn(
                f"{self.path}: {kind}: {'; '.join(places)}{rest}", GuidegraphWarning, stacklevel=2
            )


def shown(text: str) -> str:
    """A cell as a message shows it: on one line, in quotes, shortened."""
    return repr(clipped(" ".join(text.split()), 41))


def bounded(rows: Iterable[Row], repairs: Repairs) -> Iterator[Row]:
    """
    The rows without empty cells and without characters that cannot be printed.

    Raises:
        FormatError: the table is too large.
    """
    size = cells = 0
    for row in rows:
        size += sum(map(len, row.cells.values()))
        cells += len(row.cells)
        if size > MAX_TABLE or cells > MAX_CELLS:
            raise FormatError(
                repairs.path,
                row.line,
                f"a table of more than {MAX_TABLE} characters or {MAX_CELLS} cells",
                "split the file",
            )
        found = {column: text for column, text in row.cells.items() if text.strip()}
        for column, text in found.items():
            if _UNFIT.search(text):
                found[column] = _UNFIT.sub("\ufffd", text)
                place = cell_name(column, row.line)
                repairs.add("control characters are replaced", place, found[column])
        if found:
            yield Row(line=row.line, cells=found, datatypes=row.datatypes, hidden=row.hidden)


def filled_down(sheet: Sheet, path: str) -> Sequence[Row]:
    """
    The rows with the text of merged cells in each row that they cover.

    Raises:
        FormatError: merged cells cover too much.
    """
    tall = [area for area in sheet.merged if area.bottom > area.top]
    if not tall:
        return sheet.rows
    lines = {row.line: number for number, row in enumerate(sheet.rows)}
    numbers = sorted(lines)
    rows = list(sheet.rows)
    made = 0
    for area in tall:
        first = rows[lines[area.top]] if area.top in lines else None
        if first is None or area.left not in first.cells:
            continue
        for line in _between(numbers, area.top + 1, area.bottom):
            made += 1
            if made > MAX_CELLS:
                raise FormatError(
                    path, None, f"merged cells over more than {MAX_CELLS} cells", "split them"
                )
            row = rows[lines[line]]
            rows[lines[line]] = Row(
                line=line,
                cells={area.left: first.cells[area.left], **row.cells},
                datatypes=row.datatypes,
                hidden=row.hidden,
            )
    return rows


def _between(numbers: Sequence[int], first: int, last: int) -> Sequence[int]:
    from bisect import bisect_left, bisect_right

    return numbers[bisect_left(numbers, first) : bisect_right(numbers, last)]
