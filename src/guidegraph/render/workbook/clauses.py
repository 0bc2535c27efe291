"""The sheet of clauses: every item of the old and the new editions, also what is unchanged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guidegraph.diff.curation.returned import clause_of
from guidegraph.export.xlsx import Cell, SheetLayout, SheetLink, Worksheet
from guidegraph.model.changes import Change, Comparison, Ref
from guidegraph.model.excerpt import beginning, clipped
from guidegraph.model.names import visible
from guidegraph.render.phrases import names_of, words_of


__all__ = ["clauses_sheet"]

_WIDTHS = (26, 30, 26, 30, 22, 8, 60)
_HEAD = ("Old clause", "Old id", "New clause", "New id", "Outcome", "Change", "Words")
_OPENING, _LONGEST = 120, 200


def clauses_sheet(
    comparison: Comparison, numbers: Mapping[str, int], places: Mapping[str, str]
) -> Worksheet:
    """
    The sheet of clauses.

    Args:
        comparison: the diff.
        numbers: the running numbers of changes, by their ids.
        places: the cells of changes on their own sheet.
    """
    return Worksheet(
        name="Clauses",
        widths=_WIDTHS,
        rows=_rows(comparison, numbers, places),
        layout=SheetLayout(quiet=frozenset((1, 3))),
    )


@dataclass(frozen=True)
class _Pair:
    old: Ref | None
    new: Ref | None
    change: Change | None


def _rows(
    comparison: Comparison, numbers: Mapping[str, int], places: Mapping[str, str]
) -> Iterator[tuple[Cell, ...]]:
    yield _HEAD
    several = len(comparison.old) > 1
    before = {edition.id: edition for edition in comparison.old}
    for pair in _in_order(comparison):
        change = pair.change
        old = before[pair.old.edition].by_id[pair.old.id] if pair.old else None
        new = comparison.new.by_id[pair.new.id] if pair.new else None
        number: Cell = ""
        if change is not None and change.id in places:
            number = SheetLink(str(numbers[change.id]), places[change.id])
        shown = new or old
        yield (
            clause_of(old) if old else "",
            visible(str(pair.old) if several else pair.old.id) if pair.old else "",
            clause_of(new) if new else "",
            visible(pair.new.id) if pair.new else "",
            ", ".join(names_of(change)) if change else "unchanged",
            number,
            visible(clipped(beginning(words_of(shown), _OPENING), _LONGEST)) if shown else "",
        )


def _in_order(comparison: Comparison) -> list[_Pair]:
    """The pairs in the order of the new edition; what was dropped is behind what was before it."""
    new = {item.id: place for place, item in enumerate(comparison.new.items)}
    old = {
        Ref(edition=edition.id, id=item.id): (number, place)
        for number, edition in enumerate(comparison.old)
        for place, item in enumerate(edition.items)
    }
    pairs = [
        _Pair(old=pair.old, new=pair.new, change=None) for pair in comparison.changes.unchanged
    ]
    for change in (*comparison.changes.changes, *comparison.changes.hidden):
        pairs += (
            _Pair(old=before, new=after, change=change)
            for before in change.old or (None,)
            for after in change.new or (None,)
        )
    heirs: dict[Ref, int] = {}
    for pair in pairs:
        if pair.old and pair.new:
            heirs[pair.old] = min(new[pair.new.id], heirs.get(pair.old, len(new)))
    behind: dict[Ref, int] = {}
    last = (-1, -1)  # the old edition, and the place in the new one
    for ref, (number, _) in old.items():
        place = heirs.get(ref, last[1] if last[0] == number else -1)
        behind[ref], last = place, (number, place)

    def place_of(pair: _Pair) -> tuple[int, int, int, int]:
        number, place = old[pair.old] if pair.old else (-1, -1)
        if pair.new:
            return (new[pair.new.id], 0, number, place)
        return (behind[pair.old] if pair.old else -1, 1, number, place)

    return sorted(pairs, key=place_of)
