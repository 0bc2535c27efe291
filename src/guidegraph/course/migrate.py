"""Transfer a table of links to a new edition: add two columns and change nothing else."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from guidegraph.importers.course_map import is_confirmed
from guidegraph.importers.csv_rows import CsvRow, LinkTable
from guidegraph.model.changes import Ref
from guidegraph.model.course import LinkOutcome, LinkStatus, MigratedRow, Migration
from guidegraph.model.errors import FormatError
from guidegraph.model.table import to_cell


__all__ = [
    "QUOTE",
    "SEPARATOR",
    "Find",
    "LinkSide",
    "MovedColumns",
    "StatementWords",
    "joined",
    "migrate",
]

SEPARATOR = " | "
"""The text between several new items of one row."""


QUOTE = "quote"
"""The column with the words of the statement."""

CONFIRM = "confirm"
"""The column that says which rows are links, where there is one."""

Find = Callable[[str, str | None, CsvRow], tuple[Ref, LinkOutcome] | None]
"""
The item or statement that a row means by a name and an edition, with the outcome of a link to it;
nothing if it is not of the old editions.
"""


class LinkSide(Enum):
    """A side of a link, with the columns that a migration of it adds."""

    ITEM = ("status", "new_item")
    STATEMENT = ("statement_status", "new_statement")


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedColumns:
    """
    The columns of a table of links that a migration reads and writes.

    Attributes:
        name: the column that names items, or statements.
        edition: the column of the edition of the item; without it, all are of the old editions.
        quote: the column with the words of the statement.
    """

    name: str = "item"
    edition: str | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementWords:
    """The words of the statements of the old and of the new course by their ids."""

    old: Mapping[str, str]
    new: Mapping[str, str]


def migrate(
    table: LinkTable,
    find: Find,
    old: Sequence[str],
    new: str,
    *,
    side: LinkSide = LinkSide.ITEM,
    columns: MovedColumns | None = None,
    accept: Collection[LinkStatus] = (),
    words: StatementWords | None = None,
) -> Migration:
    """
    The table with the status of each link and its new items.

    Args:
        table: the rows.
        find: what a row means by a name, an edition and its other cells.
        old, new: the ids of the editions.
        side: which side of the links is transferred.
        columns: the columns of the table.
        accept: statuses of links that are pointed at their new item, if they have only one.
        words: those of the statements, for the column with them, which is added if there is none.

    Raises:
        FormatError: a row has no item, or the table already has a column to be added.
    """
    return _Migrator(
        table, find, (tuple(old), new), side, columns or MovedColumns(), accept, words
    ).migration()


def joined(items: Migration, statements: Migration) -> Migration:
    """The migration of the items of a table whose statements were migrated first."""
    rows = (
        replace(row, before=first.before)
        for row, first in zip(items.rows, statements.rows, strict=True)
    )
    return replace(items, head=statements.head, rows=tuple(rows), statements=statements)


class _Migrator:
    def __init__(
        self,
        table: LinkTable,
        find: Find,
        editions: tuple[tuple[str, ...], str],
        side: LinkSide,
        columns: MovedColumns,
        accept: Collection[LinkStatus],
        words: StatementWords | None,
    ) -> None:
        self.table = table
        self.find = find
        self.old, self.new = editions
        self.side = side
        self.accept = accept
        self.words = words
        self.item_at = table.column(columns.name)
        self.edition_at = None if columns.edition is None else table.column(columns.edition)
        self.quote_at = None if columns.quote is None else table.column(columns.quote)
        self.added: tuple[str, ...] = side.value
        if words is not None and self.quote_at is None:
            self.added += (QUOTE,)
        names = [column.casefold() for column in table.columns]
        self.confirm_at = names.index(CONFIRM) if CONFIRM in names else None
        for column in side.value:
            if column in table.columns:
                raise FormatError(
                    table.path,
                    1,
                    f"the column {column!r} already exists: this map was migrated before",
                    "migrate the map it was made from (guidegraph migrate --undo LOG), or decide "
                    f"its rows and remove the columns {' and '.join(side.value)}",
                )

    def migration(self) -> Migration:
        table = self.table
        return Migration(
            path=table.path,
            old=self.old,
            new=self.new,
            head=table.head,
            new_head=self._with(table.head, self._written(self.added), 0),
            rows=tuple(self._row(row) for row in table.rows),
            mark=table.mark,
        )

    def _row(self, row: CsvRow) -> MigratedRow:
        if row.blank:
            return MigratedRow(line=row.line, before=row.raw, after=row.raw)
        if self.confirm_at is not None and not is_confirmed(self._cell(row, self.confirm_at)):
            empty = self._written([""] * len(self.added))
            after = self._with(row.raw, empty, len(self.table.columns) - len(row.cells))
            return MigratedRow(line=row.line, before=row.raw, after=after)
        meant = self._meant(row)
        ref, outcome = meant or (self._elsewhere(row), None)
        accepted = outcome is not None and outcome.status in self.accept and len(outcome.new) == 1
        raw, missing = row.raw, len(self.table.columns) - len(row.cells)
        if accepted and outcome:
            raw, missing = self._repointed(row, outcome), 0
        added = self._written(self._cells(ref, outcome, accepted=accepted))
        return MigratedRow(
            line=row.line,
            before=row.raw,
            after=self._with(raw, added, missing),
            item=ref,
            outcome=outcome,
            accepted=accepted,
        )

    def _meant(self, row: CsvRow) -> tuple[Ref, LinkOutcome] | None:
        table = self.table
        name = self._cell(row, self.item_at)
        edition = None
        if self.edition_at is not None:
            edition = self._cell(row, self.edition_at)
            if not edition:
                raise FormatError(table.path, row.line, "no edition", "fill in the cell")
        if not name:
            kind = self.side.name.lower()
            raise FormatError(
                table.path, row.line, f"no {kind}", "fill in the cell, or remove the row"
            )
        return self.find(name, edition, row)

    def _elsewhere(self, row: CsvRow) -> Ref:
        edition = "" if self.edition_at is None else self._cell(row, self.edition_at)
        return Ref(edition=edition, id=self._cell(row, self.item_at))

    @staticmethod
    def _cell(row: CsvRow, place: int) -> str:
        return row.cells[place].strip() if place < len(row.cells) else ""

    def _repointed(self, row: CsvRow, outcome: LinkOutcome) -> str:
        cells = [*row.cells, *[""] * (len(self.table.columns) - len(row.cells))]
        cells[self.item_at] = outcome.new[0].id
        if self.edition_at is not None:
            cells[self.edition_at] = self.new
        if self.quote_at is not None and self.words is not None:
            cells[self.quote_at] = self.words.new[outcome.new[0].id]
        stripped = row.raw.rstrip("\r\n")
        return self._written(cells) + row.raw[len(stripped) :]

    def _cells(self, ref: Ref, outcome: LinkOutcome | None, *, accepted: bool) -> list[str]:
        """The cells that are added to a row."""
        if outcome is None:
            return [""] * len(self.added)
        cells = [outcome.status.value, SEPARATOR.join(item.id for item in outcome.new)]
        if len(self.added) > len(cells) and self.words is not None:
            now = self.words.new[outcome.new[0].id] if accepted else self.words.old.get(ref.id, "")
            cells.append(now)
        return cells

    def _with(self, raw: str, added: str, missing: int) -> str:
        """A row with more cells after its last one; a short row is completed first."""
        stripped = raw.rstrip("\r\n")
        delimiter = self.table.delimiter
        return f"{stripped}{delimiter * (missing + 1)}{added}{raw[len(stripped) :]}"

    def _written(self, cells: Sequence[str]) -> str:
        file = io.StringIO()
        csv.writer(file, delimiter=self.table.delimiter, lineterminator="").writerow(
            [to_cell(cell) for cell in cells]
        )
        return file.getvalue()
