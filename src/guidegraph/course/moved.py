"""What the rows of a table of links mean, for a migration of their items or of their statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from guidegraph.course.migrate import Find
from guidegraph.course.names import ItemNames
from guidegraph.course.outcomes import LinkOutcomes
from guidegraph.course.placed import found_statements
from guidegraph.importers.csv_rows import CsvRow, LinkTable
from guidegraph.model.changes import Ref
from guidegraph.model.course import FoundBy, LinkOutcome, LinkStatus
from guidegraph.model.edition import Edition


__all__ = ["find_items", "find_statements"]


def find_items(table: LinkTable, names: ItemNames, known: LinkOutcomes) -> Find:
    """
    Items by their names in the rows.

    Args:
        table: the rows, for messages.
        names: the names that the rows may use for items of the old editions.
        known: the outcome of a link to each old item.
    """

    def find(name: str, edition: str | None, row: CsvRow) -> tuple[Ref, LinkOutcome] | None:
        ref = names.find(name, edition, table.path, row.line)
        return None if ref is None else (ref, known[ref])

    return find


def find_statements(
    table: LinkTable,
    name_at: int,
    quote_at: int | None,
    old: Edition,
    known: LinkOutcomes,
) -> Find:
    """
    Statements by the words that the rows quote, or else by their ids.

    Args:
        table: the rows.
        name_at, quote_at: the columns of the ids and of the words, if there is one.
        old: the course as it was.
        known: the outcome of a link to each of its statements.
    """
    quotes: Mapping[int, tuple[str, str]] = {
        row.line: (row.cells[name_at].strip(), row.cells[quote_at])
        for row in table.rows
        if quote_at is not None and quote_at < len(row.cells) and row.cells[quote_at].strip()
    }
    found = found_statements(quotes.values(), old)
    names = ItemNames((old,))

    def find(name: str, _: str | None, row: CsvRow) -> tuple[Ref, LinkOutcome] | None:
        if row.line not in quotes:
            ref = names.find(name, None, table.path, row.line)
            return None if ref is None else (ref, known[ref])
        how, ids = found[quotes[row.line]]
        if how in (FoundBy.NOTHING, FoundBy.CHOICE):
            return Ref(edition=old.id, id=name), _not_there(old, how, ids, known)
        ref = Ref(edition=old.id, id=ids[0])
        outcome = known[ref]
        if how is FoundBy.LIKENESS and outcome.status is LinkStatus.AUTO:
            reason = f"the map quotes other words than {old.id} has"
            outcome = replace(outcome, status=LinkStatus.REVIEW, reasons=(reason, *outcome.reasons))
        return ref, outcome

    return find


def _not_there(old: Edition, how: FoundBy, ids: Iterable[str], known: LinkOutcomes) -> LinkOutcome:
    """The outcome for words that the old course does not have, or has several times."""
    several = () if how is FoundBy.NOTHING else ids
    new = {ref: None for id_ in several for ref in known[Ref(edition=old.id, id=id_)].new}
    if new:
        reason = f"{old.id} has the words that the map quotes several times"
        return LinkOutcome(status=LinkStatus.CHOOSE, new=tuple(new), reasons=(reason,))
    reason = f"{old.id} does not have the words that the map quotes"
    return LinkOutcome(status=LinkStatus.GONE, reasons=(reason,))
