"""Transfer a table of links to a new edition: add two columns and change nothing else."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from guidegraph.course.names import ItemNames
from guidegraph.course.outcomes import LinkOutcomes
from guidegraph.importers.csv_rows import CsvRow, LinkTable
from guidegraph.model.changes import Ref
from guidegraph.model.course import LinkOutcome, LinkStatus, MigratedRow, Migration
from guidegraph.model.errors import FormatError
from guidegraph.model.table import to_cell


__all__ = ["COLUMNS", "SEPARATOR", "migrate"]

COLUMNS = ("status", "new_item")
"""The columns that a migration adds."""

SEPARATOR = " | "
"""The text between several new items of one row."""


def migrate(
    table: LinkTable,
    known: LinkOutcomes,
    names: ItemNames,
    new: str,
    *,
    item_column: str = "item",
    edition_column: str | None = None,
    repoint: bool = False,
) -> Migration:
    """
    The table with the status of each link and its new items.

    Args:
        table: the rows.
        known: the outcome of a link to each old item.
        names: the names that the rows may use for items of the old editions.
        new: the id of the new edition.
        item_column, edition_column: the columns of the item and of its edition; without the latter
            the rows are about the old editions.
        repoint: write the new item and edition into the cells of links that need no decision.

    Raises:
        FormatError: a row has no item, or the table already has a column to be added.
    """
    return _Migrator(
        table, known, names, new, item_column, edition_column, repoint=repoint
    ).migration()


class _Migrator:
    def __init__(
        self,
        table: LinkTable,
        known: LinkOutcomes,
        names: ItemNames,
        new: str,
        item_column: str,
        edition_column: str | None,
        *,
        repoint: bool,
    ) -> None:
        self.table = table
        self.outcomes = known
        self.names = names
        self.new = new
        self.repoint = repoint
        self.cells: dict[Ref | None, str] = {}
        self.item_at = table.column(item_column)
        self.edition_at = None if edition_column is None else table.column(edition_column)
        for column in COLUMNS:
            if column in table.columns:
                raise FormatError(
                    table.path,
                    1,
                    f"the column {column!r} already exists: this map was migrated before",
                    "migrate the map it was made from (guidegraph migrate --undo LOG), or decide "
                    "its rows and remove the columns status and new_item",
                )

    def migration(self) -> Migration:
        table = self.table
        return Migration(
            path=table.path,
            old=tuple(self.names.editions),
            new=self.new,
            head=table.head,
            new_head=self._with(table.head, self._written(COLUMNS), 0),
            rows=tuple(self._row(row) for row in table.rows),
            mark=table.mark,
        )

    def _row(self, row: CsvRow) -> MigratedRow:
        if row.blank:
            return MigratedRow(line=row.line, before=row.raw, after=row.raw)
        ref = self._item(row)
        outcome = None if ref is None else self.outcomes[ref]
        raw = row.raw
        if self.repoint and ref and outcome and outcome.status is LinkStatus.AUTO:
            raw = self._repointed(row, outcome)
        return MigratedRow(
            line=row.line,
            before=row.raw,
            after=self._with(raw, self._shown(ref), len(self.table.columns) - len(row.cells)),
            item=ref or self._elsewhere(row),
            outcome=outcome,
        )

    def _item(self, row: CsvRow) -> Ref | None:
        table = self.table
        name = self._cell(row, self.item_at)
        edition = None
        if self.edition_at is not None:
            edition = self._cell(row, self.edition_at)
            if not edition:
                raise FormatError(table.path, row.line, "no edition", "fill in the cell")
        if not name:
            raise FormatError(
                table.path, row.line, "no item", "fill in the cell, or remove the row"
            )
        return self.names.find(name, edition, table.path, row.line)

    def _elsewhere(self, row: CsvRow) -> Ref:
        edition = "" if self.edition_at is None else self._cell(row, self.edition_at)
        return Ref(edition=edition, id=self._cell(row, self.item_at))

    @staticmethod
    def _cell(row: CsvRow, place: int) -> str:
        return row.cells[place].strip() if place < len(row.cells) else ""

    def _repointed(self, row: CsvRow, outcome: LinkOutcome) -> str:
        cells = list(row.cells)
        cells[self.item_at] = outcome.new[0].id
        if self.edition_at is not None:
            cells[self.edition_at] = self.new
        stripped = row.raw.rstrip("\r\n")
        return self._written(cells) + row.raw[len(stripped) :]

    def _shown(self, ref: Ref | None) -> str:
        """The cells added for a link to an item; many rows have the same item."""
        if ref not in self.cells:
            outcome = self.outcomes[ref] if ref else None
            new = SEPARATOR.join(item.id for item in outcome.new) if outcome else ""
            self.cells[ref] = self._written([outcome.status.value if outcome else "", new])
        return self.cells[ref]

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
