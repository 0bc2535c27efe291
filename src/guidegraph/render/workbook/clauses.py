"""The sheet of clauses: every item of the old and the new editions, also what is unchanged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from guidegraph.export.xlsx import Cell, SheetLayout, SheetLink, Worksheet
from guidegraph.model.changes import Comparison
from guidegraph.model.clauses import clause_of
from guidegraph.model.excerpt import beginning, clipped
from guidegraph.model.names import visible
from guidegraph.render.changelog import crosswalk, state_in
from guidegraph.render.phrases import words_of
from guidegraph.render.standing import outcome_of


__all__ = ["clauses_sheet"]

_WIDTHS = (26, 30, 26, 30, 22, 8, 12, 60)
_HEAD = ("Old clause", "Old id", "New clause", "New id", "Outcome", "Change", "Decision", "Words")
_OPENING, _LONGEST = 120, 200


def clauses_sheet(
    comparison: Comparison, numbers: Mapping[str, int], places: Mapping[str, str] | None = None
) -> Worksheet:
    """
    The sheet of clauses.

    Args:
        comparison: the diff.
        numbers: the running numbers of changes, by their ids.
        places: the cells of changes on their own sheet, if there is one.
    """
    return Worksheet(
        name="Clauses",
        widths=_WIDTHS,
        rows=_rows(comparison, numbers, places),
        layout=SheetLayout(quiet=frozenset((1, 3))),
    )


def _rows(
    comparison: Comparison, numbers: Mapping[str, int], places: Mapping[str, str] | None
) -> Iterator[tuple[Cell, ...]]:
    yield _HEAD
    several = len(comparison.old) > 1
    before = {edition.id: edition for edition in comparison.old}
    for was, now, standing in crosswalk(comparison):
        change, home = standing.change, before[was.edition] if was else None
        old = home.by_id[was.id] if home and was else None
        new = standing.item if now else None
        number: Cell = ""
        if change is not None and places is None:
            number = numbers[change.id]
        elif change is not None and places and change.id in places:
            number = SheetLink(str(numbers[change.id]), places[change.id])
        shown = new or old
        yield (
            visible(clause_of(home, old)) if home and old else "",
            visible(str(was) if several else was.id) if was else "",
            visible(clause_of(comparison.new, new)) if new else "",
            visible(now.id) if now else "",
            outcome_of(comparison, change),
            number,
            state_in(comparison, change).value if change else "",
            visible(clipped(beginning(words_of(shown), _OPENING), _LONGEST)) if shown else "",
        )
