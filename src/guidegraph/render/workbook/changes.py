"""The sheet of changes: a row for each, with cells to decide in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from guidegraph.export.xlsx import Cell, SheetLayout, Worksheet
from guidegraph.importers.decisions import DecisionColumn as Column
from guidegraph.model.changes import Certainty, Change, Comparison, Ref, Wording
from guidegraph.model.clauses import clause_of, clauses_of, even_name, items_by_name
from guidegraph.model.edition import Item
from guidegraph.model.review import State
from guidegraph.render.details import Details
from guidegraph.render.phrases import names_of
from guidegraph.render.whereabouts import at_place, whereabouts
from guidegraph.render.workbook.cells import CellTexts


__all__ = ["SHEET", "ChangesSheet"]

SHEET: Final = "Changes"
"""The name of the sheet."""

_WIDTHS: Final[Mapping[Column, int]] = {
    Column.NUMBER: 5,
    Column.OLD_CLAUSE: 14,
    Column.NEW_CLAUSE: 14,
    Column.KIND: 11,
    Column.MEANING: 12,
    Column.DIRECTION: 12,
    Column.OLD_TEXT: 41,
    Column.NEW_TEXT: 41,
    Column.PROPERTIES: 32,
    Column.EXPLANATION: 30,
    Column.CERTAINTY: 8,
    Column.DECISION: 10,
    Column.REASON: 22,
    Column.REVIEWER: 14,
    Column.DATE: 11,
    Column.CLASS: 12,
    Column.INTO: 12,
    Column.RATIONALE: 26,
    Column.LINK: 14,
    Column.WEIGHT: 8,
    Column.ID: 9,
}
_OPEN: Final = frozenset(
    (
        *(Column.DECISION, Column.CLASS, Column.INTO, Column.REVIEWER, Column.DATE),
        *(Column.REASON, Column.RATIONALE, Column.LINK),
    )
)
_QUIET: Final = frozenset((Column.WEIGHT, Column.ID))
_CHOICES: Final[Mapping[Column, tuple[str, ...]]] = {
    Column.DECISION: (State.ACCEPTED, State.REJECTED, State.DEFERRED),
    Column.CLASS: tuple(Wording),
}
_LAST_PRINTED: Final = Column.REASON


@dataclass
class ChangesSheet:
    """
    The changes of a comparison, in the order asked for.

    *numbers* are the running numbers by the ids of changes.
    """

    comparison: Comparison
    texts: CellTexts
    numbers: Mapping[str, int]

    @property
    def details(self) -> Details:
        """The details of the comparison."""
        return self.texts.details

    @property
    def changes(self) -> tuple[Change, ...]:
        """The changes in the order of the rows."""
        return self.comparison.changes.changes

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns; properties only have one where any differ."""
        some = any(change.properties for change in self.changes)
        return tuple(column for column in Column if some or column is not Column.PROPERTIES)

    @property
    def places(self) -> Mapping[str, str]:
        """The first cell of each change, by its id."""
        return {change.id: f"{SHEET}!A{row}" for row, change in enumerate(self.changes, start=2)}

    def worksheet(self) -> Worksheet:
        """The sheet."""
        columns = self.columns
        at = {column: place for place, column in enumerate(columns)}
        return Worksheet(
            name=SHEET,
            widths=tuple(_WIDTHS[column] for column in columns),
            rows=list(self._rows(columns)),
            layout=SheetLayout(
                frozen=1,
                choices={at[column]: words for column, words in _CHOICES.items()},
                open=frozenset(at[column] for column in _OPEN),
                quiet=frozenset(at[column] for column in _QUIET),
                printed=at[_LAST_PRINTED] + 1,
            ),
        )

    def _rows(self, columns: tuple[Column, ...]) -> Iterator[tuple[Cell, ...]]:
        yield tuple(column.value for column in columns)
        for change in self.changes:
            cells = self._cells(change)
            yield tuple(cells.get(column, "") for column in columns)

    def _cells(self, change: Change) -> dict[Column, Cell]:
        verdict, decision = change.verdict, self.comparison.decisions.get(change.id)
        found: dict[Column, Cell] = {
            Column.NUMBER: self.numbers[change.id],
            Column.OLD_CLAUSE: self._clauses(change, old=True),
            Column.NEW_CLAUSE: self._clauses(change, old=False),
            Column.KIND: ", ".join(names_of(change)),
            Column.OLD_TEXT: self.texts.side(change, old=True),
            Column.NEW_TEXT: self.texts.side(change, old=False),
            Column.PROPERTIES: self.texts.properties(self.details.lines(change)),
            Column.EXPLANATION: self.texts.plain("\n".join(self._explained(change))),
            Column.CERTAINTY: "" if change.certainty is Certainty.SURE else change.certainty.value,
            Column.WEIGHT: round(change.weight, 4),
            Column.ID: change.id,
        }
        if verdict is not None:
            unsure = " (wording unsure)" if verdict.unsure else ""
            aspects = f": {', '.join(verdict.aspects)}" if verdict.aspects else ""
            found[Column.MEANING] = f"{verdict.found or verdict.wording}{unsure}{aspects}"
            found[Column.DIRECTION] = ", ".join(verdict.directions)
        if decision is not None:
            found |= {
                Column.DECISION: decision.state.value,
                Column.CLASS: decision.wording.value if decision.wording else "",
                Column.INTO: self.texts.plain("; ".join(map(self._called, decision.into))),
                Column.REVIEWER: self.texts.plain(decision.reviewer),
                Column.DATE: decision.date,
                Column.REASON: self.texts.plain(decision.reason),
                Column.RATIONALE: self.texts.plain(decision.rationale),
                Column.LINK: self.texts.plain(decision.link),
            }
        return found

    @cached_property
    def _by_name(self) -> Mapping[str, Sequence[Item]]:
        return items_by_name(self.comparison.new)

    def _called(self, ref: Ref) -> str:
        """An item of the new edition as people call it, where that is read again as this item."""
        new = self.comparison.new
        name = clause_of(new, new.by_id[ref.id]) if ref.id in new.by_id else ""
        known = name and new.found(name) in (name, ref.id)
        if known and len(self._by_name[even_name(name)]) == 1 and not re.search(r";| \+ ", name):
            return name
        return str(ref)

    def _clauses(self, change: Change, *, old: bool) -> str:
        return self.texts.plain("\n".join(clauses_of(self.comparison, change, old=old)))

    def _explained(self, change: Change) -> Iterator[str]:
        """
        Why the wording has its class, where words are, links; and an earlier decision that is
        stale: one that is valid has cells of its own.
        """
        decided = list(self.details.decided(change))
        if change.id not in self.comparison.decisions:
            yield from decided
        if change.verdict is not None:
            yield from change.verdict.reasons
        yield from at_place(self.details, change)
        yield from whereabouts(self.details, change)
        yield from list(self.details.points(change))[len(decided) :]
