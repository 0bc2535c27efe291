"""Items as rows of a table, and texts as cells for spreadsheet programs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from guidegraph.model.edition import Edition, Item, SourceKind
from guidegraph.model.statement import Statement


__all__ = [
    "COLUMNS",
    "SHEET",
    "CellType",
    "Cells",
    "cell_name",
    "column_names",
    "column_number",
    "from_cell",
    "rows_of_items",
    "rows_of_source",
    "sheets_of_source",
    "to_cell",
]

# What a spreadsheet program may read as a formula, or strip and then read as one.
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")

COLUMNS = "columns"
"""The property of an edition with the names of its table's columns, a list in their order."""

SHEET = "sheet"
"""The property of an edition with the name of the sheet that it was read from."""


class CellType(StrEnum):
    """The datatype of a cell that is not a text."""

    INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
    DECIMAL = "http://www.w3.org/2001/XMLSchema#decimal"
    BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"
    DATE = "http://www.w3.org/2001/XMLSchema#date"
    TIME = "http://www.w3.org/2001/XMLSchema#time"
    DATE_TIME = "http://www.w3.org/2001/XMLSchema#dateTime"


def rows_of_items(items: Sequence[Item]) -> Iterator[tuple[str, ...]]:
    """
    The names of the columns, then one row for each item.

    An item whose parent is not among them has none here. The position is the place among all
    children of the parent, of any type, because it sorts the table. An item without words is
    labelled with its id, because a row must have a text.
    """
    yield ("id", "type", "notation", "label", "text", "parent", "position")
    shown = {item.id for item in items}
    places: dict[str | None, int] = {}
    for item in items:
        parent = item.parent if item.parent in shown else None
        places[parent] = places.get(parent, 0) + 1
        label, text = item.label or item.pref_label or "", item.text or ""
        yield (
            item.id,
            item.type,
            item.notation or "",
            label if label or text else item.id,
            text,
            parent or "",
            str(places[parent]),
        )


Cells = tuple[Statement | None, ...]
"""The cells of a row; nothing for an empty one."""


def rows_of_source(edition: Edition) -> list[Cells] | None:
    """
    The rows of the table that an edition was read from: what is above the table, the names of the
    columns, the items and headings, and what is below; nothing if it was not read from a table.
    """
    columns = next((each for each in edition.statements if each.property == COLUMNS), None)
    if columns is None or edition.source_kind is not SourceKind.TABLE:
        return None
    above = _placed(each for each in edition.statements if _CELL.fullmatch(each.property))
    printed = {number: head.value for number, head in enumerate(columns.about)}
    numbers = {name: number for number, name in column_names(printed).items()}
    items = [item for item in edition.items if item.statements]
    lines = {item.id: edition.places[item.id].line for item in items if item.id in edition.places}
    if len(lines) == len(items):
        items.sort(key=lambda item: lines[item.id])
    kept = [each.about for each in edition.residue if not each.value]
    rows: list[Mapping[int, Statement]] = []
    for statements in (*(item.statements for item in items), *kept):
        rows.append({numbers.setdefault(each.property, len(numbers)): each for each in statements})
    heads = {number: head for number, head in enumerate(columns.about) if head.value}
    return _filled([*above, *([heads] if heads else []), *rows])


def sheets_of_source(edition: Edition) -> Iterator[tuple[str, list[Cells]]]:
    """The other sheets of the file that an edition was read from, by their names."""
    for sheet in edition.residue:
        if edition.source_kind is SourceKind.TABLE and sheet.value:
            yield sheet.value, _filled(_placed(sheet.about))


def _placed(statements: Iterable[Statement]) -> list[Mapping[int, Statement]]:
    """The rows of cells that have the names that a spreadsheet shows."""
    rows: dict[int, dict[int, Statement]] = {}
    for each in statements:
        if found := _CELL.fullmatch(each.property):
            rows.setdefault(int(found[2]), {})[column_number(found[1])] = each
    return [rows[line] for line in sorted(rows)]


def _filled(rows: Sequence[Mapping[int, Statement]]) -> list[Cells]:
    """Rows of the same width."""
    width = max((max(row, default=-1) for row in rows), default=-1) + 1
    return [tuple(row.get(number) for number in range(width)) for row in rows]


def to_cell(text: str) -> str:
    """
    A text that no spreadsheet program reads as a formula: an apostrophe before what it might.

    >>> to_cell("=1+1"), to_cell("'-x"), to_cell("one - two")
    ("'=1+1", "''-x", 'one - two')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def from_cell(cell: str) -> str:
    """
    The text of a cell that `to_cell` made.

    >>> from_cell("'=1+1"), from_cell("'tis"), from_cell("=1+1")
    ('=1+1', "'tis", '=1+1')
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def cell_name(column: int, line: int | str = "") -> str:
    """
    The name that a spreadsheet shows for a cell, or for a column.

    >>> cell_name(0, 3), cell_name(27)
    ('A3', 'AB')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{line}"


def column_number(letters: str) -> int:
    """
    The number of a column, from 0: the inverse of `cell_name`.

    >>> column_number("A"), column_number("AB")
    (0, 27)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def column_names(printed: Mapping[int, str], used: Iterable[int] = ()) -> dict[int, str]:
    """
    The names of columns by their numbers: as printed, on one line, and each only once.

    A column without a printed name has the one that a spreadsheet shows.

    >>> column_names({0: "No.", 1: "Note", 3: "Note"}, [2])
    {0: 'No.', 1: 'Note', 2: 'C', 3: 'Note (2)'}
    """
    found: dict[int, str] = {}
    taken: dict[str, int] = {}
    for number in sorted({*printed, *used}):
        name = " ".join(printed.get(number, "").split()) or cell_name(number)
        while name in taken:
            taken[name] += 1
            name = f"{name} ({taken[name]})"
        taken[name] = 1
        found[number] = name
    return found
