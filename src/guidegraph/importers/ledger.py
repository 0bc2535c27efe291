"""Decisions about changes from a ledger: a table in TSV with one row for each decided change."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from guidegraph.model.changes import Ref, Wording
from guidegraph.model.errors import FormatError
from guidegraph.model.review import LONGEST_ID, SHORTEST_ID, Decision, Ledger, Pairing, State
from guidegraph.model.source import SourceText
from guidegraph.model.table import from_cell


__all__ = [
    "COLUMNS",
    "PAIRED",
    "LedgerNotes",
    "is_ledger",
    "ledger_from_tsv",
    "ledger_of_others",
    "notes_of",
]

COLUMNS = (
    *("change", "decision", "reviewer", "date", "reason"),
    *("rationale", "link", "class", "into", "old", "new", "about"),
)
"""The columns of a ledger; earlier versions wrote some of them, and people add their own."""

PAIRED = "paired"
"""What stands instead of a decision where items are said to belong together."""

_NEEDED = frozenset(("change", "decision", "reviewer", "date"))
_HEAD = 4096  # bytes in which the head of a ledger is looked for
_ID = re.compile(rf"[0-9a-f]{{{LONGEST_ID}}}")
_BEGINNING = re.compile(rf"[0-9a-f]{{{SHORTEST_ID},{LONGEST_ID}}}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_DECISIONS = (*(state for state in State if state is not State.UNDECIDED), PAIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerNotes:
    """
    What people wrote into a ledger besides its decisions.

    Attributes:
        remarks: the lines that begin with #, by the change of the row below, "" for the last ones;
            those above the head are by HEAD.
        columns: the names of columns of their own.
        cells: what is in these columns, as written, by the change of the row.
    """

    HEAD: ClassVar = "change"

    remarks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    cells: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def notes_of(table: SourceText) -> LedgerNotes:
    """The notes in a ledger that can be read."""
    remarks: dict[str, tuple[str, ...]] = {}
    cells: dict[str, tuple[str, ...]] = {}
    own: list[int] = []
    head: list[str] = []
    waiting: list[str] = []
    for line in table.text.split("\n"):
        if line.startswith("#"):
            waiting.append(line)
        elif line.strip():
            row = [cell.strip() for cell in line.split("\t")]
            if not head:
                head = row
                own = [place for place, column in enumerate(head) if column not in COLUMNS]
                key = LedgerNotes.HEAD
            else:
                key = row[head.index("change")]
                cells[key] = tuple(row[place] for place in own)
            if waiting:
                remarks[key], waiting = tuple(waiting), []
    if waiting:
        remarks["" if head else LedgerNotes.HEAD] = tuple(waiting)
    return LedgerNotes(remarks=remarks, columns=tuple(head[place] for place in own), cells=cells)


def is_ledger(body: bytes) -> bool:
    """Whether a file begins as a ledger does: with the names of columns that each one has."""
    lines = body[:_HEAD].removeprefix(b"\xef\xbb\xbf").splitlines()
    head = next((line for line in lines if line.strip() and not line.startswith(b"#")), b"")
    return set(head.decode(errors="replace").split("\t")) >= _NEEDED


def ledger_from_tsv(table: SourceText) -> Ledger:
    """
    The decisions of a ledger, in the order of its rows.

    Raises:
        FormatError: a row cannot be understood, or two are about one change.
    """
    return _ledger(table, _ID, None)


def ledger_of_others(table: SourceText) -> tuple[Ledger, tuple[str, ...]]:
    """
    The decisions of a ledger that somebody else wrote, in which ids may be the beginnings of ids;
    and the rows that cannot be understood, each with its line and why.

    Raises:
        FormatError: it is not a ledger.
    """
    faults: list[FormatError] = []
    found = _ledger(table, _BEGINNING, faults)
    return found, tuple(str(each).removeprefix(f"{table.path}:") for each in faults)


def _ledger(table: SourceText, id_: re.Pattern[str], faults: list[FormatError] | None) -> Ledger:
    """The decisions of a ledger; with *faults* those of the rows are added there."""
    lines = [
        (number, line)
        for number, line in enumerate(table.text.split("\n"), start=1)
        if line.strip() and not line.startswith("#")
    ]
    if not lines:
        return Ledger()
    number, head = lines[0]
    columns = tuple(head.split("\t"))
    if not set(columns) >= _NEEDED or len(set(columns)) < len(columns):
        raise _fault(
            table, number, f"not the head of a ledger: {head[:60]!r}", f"write {'⇥'.join(COLUMNS)}"
        )
    decisions: list[Decision] = []
    pairings: list[Pairing] = []
    known: dict[str, int] = {}
    for number, line in lines[1:]:
        try:
            row = _row(table, number, columns, line.split("\t"), id_)
            if row["change"] in known:
                raise _fault(
                    table,
                    number,
                    f"{row['change']} is decided in line {known[row['change']]} already",
                    "remove one of the two rows",
                )
            known[row["change"]] = number
            if row["decision"] == PAIRED:
                pairings.append(_pairing(table, number, row))
            else:
                decisions.append(_decision(table, number, row))
        except FormatError as fault:
            if faults is None:
                raise
            faults.append(fault)
    return Ledger(decisions=tuple(decisions), pairings=tuple(pairings))


def _row(
    table: SourceText, line: int, columns: tuple[str, ...], cells: list[str], id_: re.Pattern[str]
) -> dict[str, str]:
    """The cells by their columns, empty for those that are not there."""
    if len(cells) != len(columns):
        raise _fault(
            table,
            line,
            f"{len(cells)} cells where there are {len(columns)} columns",
            "separate the cells with tabs",
        )
    if any(_CONTROL.search(cell) for cell in cells):
        raise _fault(table, line, "a control character", "remove it")
    found = dict.fromkeys(COLUMNS, "")
    found.update(zip(columns, (from_cell(cell.strip()) for cell in cells), strict=True))
    if not id_.fullmatch(found["change"]):
        raise _fault(
            table, line, f"{found['change']!r} is not an id of a change", "take ids from 'review'"
        )
    if found["decision"] not in _DECISIONS:
        raise _fault(
            table, line, f"{found['decision']!r} is not a decision", f"use {', '.join(_DECISIONS)}"
        )
    if not found["reviewer"]:
        raise _fault(table, line, "no reviewer", "say who decided")
    try:
        found["date"] = date.fromisoformat(found["date"]).isoformat()
    except ValueError:
        raise _fault(table, line, f"{found['date']!r} is not a date", "write 2026-07-31") from None
    return found


def _decision(table: SourceText, line: int, row: dict[str, str]) -> Decision:
    if row["class"] and row["class"] not in list(Wording):
        raise _fault(
            table, line, f"{row['class']!r} is not a class of words", f"use {', '.join(Wording)}"
        )
    return Decision(
        change=row["change"],
        state=State(row["decision"]),
        reviewer=row["reviewer"],
        date=row["date"],
        reason=row["reason"],
        rationale=row["rationale"],
        link=row["link"],
        wording=Wording(row["class"]) if row["class"] else None,
        into=_refs(table, line, row["into"]),
        old=_refs(table, line, row["old"]),
        new=_refs(table, line, row["new"]),
        about=row["about"],
        line=line,
    )


def _pairing(table: SourceText, line: int, row: dict[str, str]) -> Pairing:
    found = Pairing(
        old=_refs(table, line, row["old"]),
        new=_refs(table, line, row["new"]),
        reviewer=row["reviewer"],
        date=row["date"],
        reason=row["reason"],
        rationale=row["rationale"],
        link=row["link"],
        line=line,
    )
    if not (found.old or found.new):
        raise _fault(table, line, "no items are paired", "name them in the columns old and new")
    return found


def _refs(table: SourceText, line: int, cell: str) -> tuple[Ref, ...]:
    """
    The items of a cell, as in `2013:value/1 + 2013:value/2`.
    """
    found = []
    for name in cell.split(" + ") if cell else ():
        edition, colon, id_ = name.strip().partition(":")
        if not (edition and colon and id_):
            raise _fault(table, line, f"{name!r} is not an item", "write EDITION:ID")
        found.append(Ref(edition=edition, id=id_))
    return tuple(found)


def _fault(table: SourceText, line: int, problem: str, advice: str) -> FormatError:
    return FormatError(table.path, line, problem, advice)
