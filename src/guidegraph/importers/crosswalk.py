"""Crosswalks: mappings that somebody published, as SSSOM or as a table with two columns of ids."""

from __future__ import annotations

from guidegraph.importers.csv_rows import csv_rows
from guidegraph.importers.sssom import mappings_from_sssom
from guidegraph.model.crosswalk import Crosswalk, CrosswalkRow
from guidegraph.model.errors import FormatError
from guidegraph.model.mapping import NO_TERM_FOUND, Match
from guidegraph.model.source import SourceText


__all__ = ["crosswalk_from_csv", "crosswalk_from_sssom", "crosswalk_from_table"]

_OLD = ("old", "subject_id", "source", "from")
_NEW = ("new", "object_id", "target", "to")


def crosswalk_from_table(
    table: SourceText, *, old: str | None = None, new: str | None = None
) -> Crosswalk:
    """The rows of a file of either kind: SSSOM has a column `predicate_id`."""
    lines = (line for line in table.text.split("\n") if not line.startswith("#"))
    if old is None and new is None and "predicate_id" in next(lines, "").split("\t"):
        return crosswalk_from_sssom(table)
    return crosswalk_from_csv(table, old=old, new=new)


def crosswalk_from_sssom(table: SourceText) -> Crosswalk:
    """
    The rows of an SSSOM/TSV file, except those that negate a relation.

    Raises:
        FormatError: it does not follow SSSOM.
    """
    known = set(Match)
    return Crosswalk(
        path=table.path,
        rows=tuple(
            CrosswalkRow(
                old=None if row.subject == NO_TERM_FOUND else row.subject,
                new=None if row.object == NO_TERM_FOUND else row.object,
                match=Match(row.predicate) if row.predicate in known else None,
                group=row.group,
                line=row.line,
            )
            for row in mappings_from_sssom(table).mappings
            if not row.negated
        ),
    )


def crosswalk_from_csv(
    table: SourceText, *, old: str | None = None, new: str | None = None
) -> Crosswalk:
    """
    The rows of a CSV or TSV file: an empty cell means that the other item has no counterpart.

    Args:
        old, new: the columns with the ids; by default, columns with these names (or subject_id
            and object_id), or the only two columns.

    Raises:
        FormatError: a column is missing, or a row is not CSV.
    """
    head = table.text.split("\n", 1)[0]
    lines = csv_rows(table.text, table.path, max("\t,;", key=head.count))
    columns = [column.strip() for column in next((row.cells for row in lines), ())]
    old_at = _column(table, columns, old, _OLD, 0)
    new_at = _column(table, columns, new, _NEW, 1)
    rows = []
    for row in lines:
        if row.blank:
            continue
        cells = row.cells
        if len(cells) <= max(old_at, new_at):
            raise FormatError(
                table.path,
                row.line,
                f"{len(cells)} cells where there are {len(columns)} columns",
                "add empty cells to the row",
            )
        one, two = cells[old_at].strip() or None, cells[new_at].strip() or None
        rows.append(CrosswalkRow(old=one, new=two, line=row.line))
    return Crosswalk(path=table.path, rows=tuple(rows))


def _column(
    table: SourceText, columns: list[str], asked: str | None, usual: tuple[str, ...], place: int
) -> int:
    option = ("--old-column", "--new-column")[place]
    if asked is not None:
        if asked in columns:
            return columns.index(asked)
        raise FormatError(
            table.path, 1, f"no column {asked!r}", f"there are {', '.join(columns) or 'none'}"
        )
    lowered = [column.casefold() for column in columns]
    for name in usual:
        if name in lowered:
            return lowered.index(name)
    if len(columns) == 2:
        return place
    raise FormatError(
        table.path,
        1,
        f"no column {usual[0]!r} among {', '.join(columns[:8]) or 'no columns'}",
        f"say which column has the {usual[0]} ids with {option}",
    )
