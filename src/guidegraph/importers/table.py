"""The rules of a spreadsheet edition in any format: which columns, which rows, in which order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from guidegraph.importers.assemble import assembled, check_count, cycles, in_document_order, ring
from guidegraph.importers.importer import Document
from guidegraph.importers.limits import MAX_TABLE
from guidegraph.importers.words import identifier, name_for_people, quoted, words
from guidegraph.model.edition import Edition, Item
from guidegraph.model.errors import FormatError, UnknownNameError
from guidegraph.model.findings import Place


__all__ = ["COLUMNS", "Row", "edition_from_rows"]

COLUMNS: Final = ("id", "text", "parent", "type", "notation", "label", "position")
"""The columns of a table; the first two are required."""

_REQUIRED = COLUMNS[:2]
_POSITION = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table: its first line or row, and its cells by the number of their column."""

    line: int
    cells: Mapping[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    item: Item
    line: int
    position: int | None


def edition_from_rows(document: Document, rows: Iterable[Row]) -> Edition:
    """
    The edition that a table lists; its first row has the column names.

    Raises:
        FormatError: a column, a row or a parent is wrong.
    """
    table = _Table(document.path)
    entries = table.entries(rows)
    ordered = sorted(  # rows without a position go last, in the order of the file
        entries.values(), key=lambda entry: (entry.position is None, entry.position or 0)
    )
    return assembled(
        document,
        items=in_document_order(entry.item for entry in ordered),
        places={id_: Place(path=document.path, line=entry.line) for id_, entry in entries.items()},
    )


class _Table:
    def __init__(self, path: str) -> None:
        self.path = path

    def entries(self, rows: Iterable[Row]) -> dict[str, _Entry]:
        """The rows by their ids."""
        entries = self._entries(_filled(rows, self.path))
        self._check_parents(entries)
        return entries

    def _entries(self, rows: Iterator[Row]) -> dict[str, _Entry]:
        header = next(rows, None)
        if header is None:
            raise self._fault(None, "an empty table", f"begin it with {', '.join(_REQUIRED)}")
        columns = self._columns(header)
        entries: dict[str, _Entry] = {}
        for row in rows:
            entry = self._entry(row, columns)
            if (id_ := entry.item.id) in entries:
                raise self._fault(
                    row.line,
                    f"the id {quoted(id_)} is already on line {entries[id_].line}",
                    "give each row its own id",
                )
            entries[id_] = entry
            check_count(len(entries), self.path)
        if not entries:
            raise self._fault(header.line, "a table without rows", "add a row for each item")
        return entries

    def _columns(self, header: Row) -> dict[int, str]:
        found: dict[int, str] = {}
        for number, cell in sorted(header.cells.items()):
            name = (words(cell, self.path, header.line) or "").casefold()
            if not name:
                continue
            if name not in COLUMNS:
                problem = str(UnknownNameError("column", cell.strip()[:60], COLUMNS))
                raise self._fault(header.line, problem, f"the columns are {', '.join(COLUMNS)}")
            if name in found.values():
                raise self._fault(
                    header.line, f"the column {name!r} twice", "remove one of the two"
                )
            found[number] = name
        for name in _REQUIRED:
            if name not in found.values():
                raise self._fault(
                    header.line, f"no column {name!r}", f"the first row names {', '.join(COLUMNS)}"
                )
        return found

    def _entry(self, row: Row, columns: Mapping[int, str]) -> _Entry:
        cells: dict[str, str] = {}
        for number, cell in row.cells.items():
            text = words(cell, self.path, row.line)
            if text is None:
                continue
            if number not in columns:
                raise self._fault(
                    row.line,
                    f"more cells than columns, the first of them {quoted(text)}",
                    "put a text that contains the delimiter in quotes, or name the column",
                )
            cells[columns[number]] = text
        if "id" not in cells:
            raise self._fault(row.line, "no id", "give each row its own id")
        if "text" not in cells and "label" not in cells:
            raise self._fault(
                row.line,
                f"{quoted(cells['id'])} has no text",
                "fill in text, or label for a section",
            )
        item = Item(
            id=identifier(cells["id"], self.path, row.line),
            type=cells.get("type", "Item"),
            notation=cells.get("notation"),
            label=cells.get("label"),
            pref_label=name_for_people(cells.get("label")),
            text=cells.get("text"),
            parent=cells.get("parent"),
        )
        return _Entry(item=item, line=row.line, position=self._position(cells, row.line))

    def _position(self, cells: Mapping[str, str], line: int) -> int | None:
        position = cells.get("position")
        if position is not None and not _POSITION.fullmatch(position):
            raise self._fault(
                line, f"{quoted(position)} is not a position", "write a whole number such as 3"
            )
        return None if position is None else int(position)

    def _check_parents(self, entries: Mapping[str, _Entry]) -> None:
        for entry in entries.values():
            parent = entry.item.parent
            if parent is not None and parent not in entries:
                problem = str(UnknownNameError("parent", parent[:60], _near(entry, entries)))
                raise self._fault(entry.line, problem, "correct it, or add a row with this id")
        parents = {id_: entry.item.parent for id_, entry in entries.items()}
        for cycle in cycles(parents):
            raise self._fault(
                entries[cycle[0]].line,
                f"a cycle of {len(cycle)} parents: {ring(cycle)}",
                "give one of them another parent, or none",
            )

    def _fault(self, line: int | None, problem: str, advice: str) -> FormatError:
        return FormatError(self.path, line, problem, advice)


def _near(entry: _Entry, entries: Mapping[str, _Entry]) -> Iterator[str]:
    """The ids to compare with a wrong one, not too many."""
    return islice((id_[:60] for id_ in entries if id_ != entry.item.id), 5_000)


def _filled(rows: Iterable[Row], path: str) -> Iterator[Row]:
    """The rows that are not empty."""
    size = 0
    for row in rows:
        size += sum(map(len, row.cells.values()))
        if size > MAX_TABLE:
            raise FormatError(
                path, row.line, f"a table of more than {MAX_TABLE} characters", "split the file"
            )
        if any(cell.strip() for cell in row.cells.values()):
            yield row
