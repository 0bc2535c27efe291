"""
The commenting table of standards bodies: a row for each comment, in a Word document, a workbook or
a text file, as members send it in and as secretariats put it together.
"""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from guidegraph.importers.comment_columns import (
    ISO_COLUMNS,
    CommentColumn,
    column_of,
    is_hint,
    is_type,
    type_of,
)
from guidegraph.importers.comment_places import CommentPlaces
from guidegraph.importers.sheet import Row
from guidegraph.importers.sheets import MOST_ABOVE
from guidegraph.language.dispositions import disposition_of
from guidegraph.model.comments import (
    Comment,
    CommentStatus,
    Disposition,
    LeftOutRow,
    Motivation,
)
from guidegraph.model.edition import Edition
from guidegraph.model.errors import GuidegraphWarning
from guidegraph.model.excerpt import beginning


__all__ = ["CommentTable", "columns_in", "comments_from_tables", "head_of"]

_FILLED: Final = frozenset(
    (CommentColumn.MEMBER, CommentColumn.LINE, CommentColumn.CLAUSE, CommentColumn.PARAGRAPH,
     CommentColumn.TYPE)
)  # fmt: skip
_MEMBER = re.compile(r"([^\W\d_][^\W\d_/ ]{0,19})[ -]?(\d{1,5})")
_NONE: Final = frozenset("–—-")


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentTable:
    """
    A table: its name, its rows, by line and column what merged cells above say, and how many
    columns it has, also empty ones.
    """

    name: str
    rows: Sequence[Row]
    above: Mapping[tuple[int, int], str] = field(default_factory=dict)
    width: int = 0


def comments_from_tables(
    tables: Iterable[CommentTable], edition: Edition
) -> tuple[tuple[Comment, ...], tuple[LeftOutRow, ...]] | None:
    """
    The comments in the tables that are commenting tables, and the rows that are none; nothing if
    no table is one.

    A table without names of columns goes on with the one before it, if it is as wide; the first
    one may have the columns of the template of ISO by their order.
    """
    reader = _Reader(edition)
    columns: dict[int, CommentColumn] = {}
    width = 0
    for table in tables:
        head = head_of(table) or (None if columns else _by_order(table))
        if head is not None:
            start, columns = head
        elif columns and table.width == width:
            start = 0
        else:
            reader.left(table.rows, f"in {table.name}, which has no columns for comments")
            continue
        width = table.width
        reader.read(table, columns, start)
    return (tuple(reader.comments), tuple(reader.left_out)) if columns else None


def head_of(table: CommentTable) -> tuple[int, dict[int, CommentColumn]] | None:
    """How many rows the names of the columns and what is above them take, and the columns."""
    for at, row in enumerate(islice(table.rows, MOST_ABOVE)):
        columns, after = columns_in(row.cells), at + 1
        below = table.rows[after].cells if after < len(table.rows) else {}
        if columns and below and not _suffices(columns_in(below)):
            both = {
                place: f"{row.cells.get(place, '')} {below.get(place, '')}"
                for place in sorted({*row.cells, *below})
            }
            if _suffices(columns):
                more = {p: c for p, c in columns_in(below).items() if p not in columns}
                if len(more) > 1 and len(columns_in(below)) == len(below):
                    columns, after = columns_in(both), after + 1
            else:
                columns, after = columns_in(both), after + 1
        if not _suffices(columns):
            continue
        while after < len(table.rows) and _explains(table.rows[after].cells, row.cells):
            after += 1
        return after, columns
    return None


def _by_order(table: CommentTable) -> tuple[int, dict[int, CommentColumn]] | None:
    """The columns of a table without names, if that of the types has types and nothing else."""
    without_lines = tuple(each for each in ISO_COLUMNS if each is not CommentColumn.LINE)
    orders = {8: ISO_COLUMNS, 7: without_lines}
    order = orders.get(table.width, ())
    if not order:
        return None
    at = order.index(CommentColumn.TYPE)
    types = [row.cells[at] for row in table.rows if row.cells.get(at)]
    if not types or not all(is_type(each) for each in types):
        return None
    told = f"{table.name}: no names of columns; read in the order of the template of ISO"
    warnings.warn(told, GuidegraphWarning, stacklevel=2)
    return 0, dict(enumerate(order))


def columns_in(cells: Mapping[int, str]) -> dict[int, CommentColumn]:
    """The columns that the cells of a row name."""
    found: dict[int, CommentColumn] = {}
    for place, name in cells.items():
        column = column_of(name)
        if column is not None and column not in found.values():
            found[place] = column
    return found


def _suffices(columns: Mapping[int, CommentColumn]) -> bool:
    named = set(columns.values())
    others = named & {
        CommentColumn.CLAUSE, CommentColumn.TYPE, CommentColumn.PROPOSED, CommentColumn.MEMBER
    }  # fmt: skip
    return CommentColumn.COMMENT in named and bool(others)


def _explains(cells: Mapping[int, str], head: Mapping[int, str]) -> bool:
    """Whether a row below the names of the columns only says more about them."""
    return all(is_hint(cell) or head.get(place) == cell for place, cell in cells.items())


class _Reader:
    def __init__(self, edition: Edition) -> None:
        self.places = CommentPlaces(edition)
        self.comments: list[Comment] = []
        self.left_out: list[LeftOutRow] = []
        self.ids: set[str] = set()
        self.counts: Counter[str] = Counter()

    def left(self, rows: Iterable[Row], why: str) -> None:
        """Note rows that are no comments."""
        for row in rows:
            words = " | ".join(" ".join(cell.split()) for cell in row.cells.values())
            self.left_out.append(LeftOutRow(line=row.line, why=why, words=beginning(words, 200)))

    def read(self, table: CommentTable, columns: Mapping[int, CommentColumn], start: int) -> None:
        self.left(table.rows[:start], "above the comments: a title, or the names of columns")
        member = ""
        for row in table.rows[start:]:
            if not row.cells:
                self.left([row], "an empty row")
                continue
            named = columns_in(row.cells)
            if _suffices(named) and named == columns:
                self.left([row], "the names of the columns again")
                continue
            cells = {
                column: _lines(
                    row.cells.get(place)
                    or (table.above.get((row.line, place), "") if column in _FILLED else "")
                )
                for place, column in columns.items()
            }
            if not cells.get(CommentColumn.COMMENT) and not cells.get(CommentColumn.PROPOSED):
                self.left([row], "neither a comment nor a proposed change")
                continue
            member = self._add(row.line, cells, member)
            for place, text in row.cells.items():
                if place not in columns:
                    self.left_out.append(
                        LeftOutRow(
                            line=row.line,
                            why="a cell in a column without a known name",
                            words=beginning(" ".join(text.split()), 200),
                        )
                    )

    def _add(self, line: int, cells: Mapping[CommentColumn, str], above: str) -> str:
        """Add a comment; the member that the next row has if it names none."""

        def cell(column: CommentColumn) -> str:
            return cells.get(column, "")

        member, number = _member_and_number(
            cell(CommentColumn.MEMBER) or above, cell(CommentColumn.NUMBER)
        )
        clause, paragraph = cell(CommentColumn.CLAUSE), cell(CommentColumn.PARAGRAPH)
        body, proposed = cell(CommentColumn.COMMENT), cell(CommentColumn.PROPOSED)
        placed = self.places.place(clause, paragraph, body, proposed, cell(CommentColumn.ITEMS))
        observation = cell(CommentColumn.OBSERVATION)
        disposition, reason = disposition_of(observation)
        closed = disposition not in (None, Disposition.DEFERRED)
        said = CommentStatus.CLOSED if closed else CommentStatus.OPEN
        status = cell(CommentColumn.STATUS).casefold()
        motivation = cell(CommentColumn.MOTIVATION).casefold()
        type_ = type_of(cell(CommentColumn.TYPE))
        warnings = list(placed.warnings)
        if type_ is None and cell(CommentColumn.TYPE):
            warnings.append(f"{cell(CommentColumn.TYPE)[:40]!r} is not a type: ge, te or ed")
        self.comments.append(
            Comment(
                id=self._id(member, number, warnings),
                body=body,
                targets=placed.targets,
                motivation=Motivation(motivation)
                if motivation in list(Motivation)
                else Motivation.COMMENTING,
                proposed=proposed or None,
                status=CommentStatus(status) if status in list(CommentStatus) else said,
                disposition=disposition,
                reason=reason or None,
                observation=observation or None,
                member=member or None,
                type=type_,
                clause=clause or None,
                paragraph=paragraph or None,
                line_number=cell(CommentColumn.LINE) or None,
                attached_by=placed.attached_by,
                warnings=tuple(warnings),
                line=line,
            )
        )
        return member

    def _id(self, member: str, number: str, warnings: list[str]) -> str:
        """The number that the table gives, else one made of the member and a count."""
        prefix = _fit(member)
        wanted = _fit(number)
        for id_ in (wanted, f"{prefix}-{wanted}" if prefix else ""):
            if wanted and id_ and id_ not in self.ids:
                self.ids.add(id_)
                return id_
        if wanted:
            warnings.append(f"the number {wanted} is already the one of another comment")
        while True:
            self.counts[prefix] += 1
            id_ = f"{prefix or 'C'}-{self.counts[prefix]}"
            if id_ not in self.ids:
                self.ids.add(id_)
                return id_


def _fit(name: str) -> str:
    """A name without what an id cannot have."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", name[:80]).strip("-._")[:40]


def _member_and_number(member: str, number: str) -> tuple[str, str]:
    """
    A member, and the number of its comment, which may be behind it.

    >>> _member_and_number("DE-004", ""), _member_and_number("–", "7")
    (('DE', 'DE-004'), ('', '7'))
    """
    text = " ".join(member.split())
    if text in _NONE:
        return "", number
    if not number and (found := _MEMBER.fullmatch(text)):
        return found[1], text.replace(" ", "-")
    return text, number


def _lines(cell: str) -> str:
    """A cell with single spaces and without empty lines."""
    lines = (" ".join(line.split()) for line in cell.split("\n"))
    return "\n".join(filter(None, lines))
