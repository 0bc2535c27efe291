"""The first page of a workbook: what was compared, counts, the proof, and what to look at first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from guidegraph.export.xlsx import Cell, Formula, SheetLayout, SheetLink, Worksheet
from guidegraph.importers.decisions import DecisionColumn as Column
from guidegraph.model.changes import Comparison, Priority
from guidegraph.model.edition import Edition
from guidegraph.model.excerpt import clipped, first_words
from guidegraph.model.names import spaced, visible
from guidegraph.model.review import State
from guidegraph.model.table import cell_name
from guidegraph.model.titles import titles_of
from guidegraph.render.alarms import Alarm, alarms_of
from guidegraph.render.grouping import item_of
from guidegraph.render.phrases import KIND_NAMES, counts_of, proof_of, replaced_of, words_of
from guidegraph.render.workbook.changes import SHEET, ChangesSheet


__all__ = ["compared_rows", "summary_sheet"]

_WIDTHS = (16, 60, 70)
_EXCERPT, _LONGEST_EXCERPT = 24, 300


def summary_sheet(changes: ChangesSheet, *, everything: bool) -> Worksheet:
    """The first page; *everything*: all that is to be looked at first, however much that is."""
    return Worksheet(
        name="Summary",
        widths=_WIDTHS,
        rows=[
            [changes.texts.plain(cell) if isinstance(cell, str) else cell for cell in row]
            for row in _rows(changes, everything=everything)
        ],
        layout=SheetLayout(headed=False, bold=frozenset((0,))),
    )


def _rows(sheet: ChangesSheet, *, everything: bool) -> Iterator[Sequence[Cell]]:
    comparison, details = sheet.comparison, sheet.details
    found = comparison.changes
    *old, new = titles_of(comparison)
    yield (f"{' + '.join(old)} → {new}",)
    yield ()
    yield from compared_rows(comparison)
    yield ()
    yield ("Changes",)
    for kind, count in counts_of(found.changes):
        replaced = replaced_of(found.changes) if kind is Priority.LOST else ""
        yield (count, f"{KIND_NAMES[kind]}{replaced}", "")
    yield (len(found.unchanged), "unchanged", "")
    if found.hidden:
        yield (len(found.hidden), "not shown (other kinds)", "")
    yield ()
    yield ("Decisions",)
    yield from _decisions(sheet)
    yield ()
    yield ("Proof", visible(proof_of(found.audit)), "")
    for sentence in (*details.identifiers, *(f"· {each}" for each in details.common)):
        yield ("", sentence, "")
    yield ()
    alarms = alarms_of(comparison, everything=everything)
    if alarms.shown:
        yield ("Look here first",)
        places = sheet.places
        yield from (_alarm(sheet, alarm, places) for alarm in alarms.shown)
        if rest := alarms.rest():
            yield ("", rest, "")
        yield ()
    yield from _how(sheet)


def compared_rows(comparison: Comparison) -> Iterator[Sequence[Cell]]:
    """What was compared: the editions with their dates, publishers and rights."""
    yield ("Compared",)
    for edition in comparison.old:
        yield ("Old", *_described(edition))
    yield ("New", *_described(comparison.new))


def _described(edition: Edition) -> tuple[str, str]:
    provenance = edition.provenance
    said = (edition.issued, provenance.publisher, provenance.rights)
    return (
        spaced(f"{edition.title} ({edition.id})"),
        "; ".join(spaced(each) for each in said if each),
    )


def _decisions(sheet: ChangesSheet) -> Iterator[Sequence[Cell]]:
    """How much is decided, counted by the spreadsheet program as people decide."""
    decided = sheet.comparison.decisions
    states = [decided[change.id].state for change in sheet.changes if change.id in decided]
    last = len(sheet.changes) + 1
    column = cell_name(sheet.columns.index(Column.DECISION))
    cells = f"{SHEET}!${column}$2:${column}${max(2, last)}"
    undecided = len(sheet.changes) - len(states)
    yield (Formula(f"COUNTBLANK({cells})", undecided) if last > 1 else 0, "undecided", "")
    for state in (State.ACCEPTED, State.REJECTED, State.DEFERRED):
        yield (Formula(f'COUNTIF({cells},"{state}")', states.count(state)), state.value, "")


def _alarm(sheet: ChangesSheet, alarm: Alarm, places: Mapping[str, str]) -> Sequence[Cell]:
    change = alarm.change
    old = not change.new
    item = item_of(sheet.comparison, (change.old if old else change.new)[0], old=old)
    reasons = change.verdict.reasons if change.verdict and change.old and change.new else ()
    words = clipped(first_words(visible(words_of(item)), _EXCERPT), _LONGEST_EXCERPT)
    head = SheetLink(f"{sheet.numbers[change.id]}: {alarm.kind}", places[change.id])
    return (head, words, spaced("; ".join(reasons)))


def _how(sheet: ChangesSheet) -> Iterator[Sequence[Cell]]:
    said = (
        f"On the sheet {SHEET}, choose accepted, rejected or deferred in the column "
        f"{Column.DECISION}, and give a reason for what you reject or defer."
    )
    care = (
        f"Sort, filter and move columns as you like. Keep the column {Column.ID}: by it the "
        "decisions are found again. 'guidegraph review OLD NEW --import FILE' takes them."
    )
    yield ("How to decide", said, care)
    if count := sheet.texts.shortened:
        texts = "1 text is" if count == 1 else f"{count:,} texts are"
        said = f"{texts} longer than a cell can be, and shortened"
        yield ("Shortened", f"{said}; the formats html and csv have the whole text.")
