"""Decisions about changes from a ledger: a table in TSV with one row for each decided change."""

from __future__ import annotations

import re
from datetime import date

from guidegraph.model.errors import FormatError
from guidegraph.model.review import Decision, State
from guidegraph.model.source import SourceText
from guidegraph.model.table import from_cell


__all__ = ["COLUMNS", "ledger_from_tsv"]

COLUMNS = ("change", "decision", "reviewer", "date", "reason", "about")
"""The columns of a ledger, all of them in this order."""

_ID = re.compile(r"[0-9a-f]{16}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_DECISIONS = tuple(state for state in State if state is not State.UNDECIDED)


def ledger_from_tsv(table: SourceText) -> tuple[Decision, ...]:
    """
    The decisions of a ledger, in the order of its rows.

    Raises:
        FormatError: a row cannot be understood, or two are about one change.
    """
    lines = [
        (number, line)
        for number, line in enumerate(table.text.split("\n"), start=1)
        if line.strip() and not line.startswith("#")
    ]
    if not lines:
        return ()
    number, head = lines[0]
    if tuple(head.split("\t")) != COLUMNS:
        raise _fault(
            table, number, f"not the head of a ledger: {head[:60]!r}", f"write {'⇥'.join(COLUMNS)}"
        )
    found: dict[str, Decision] = {}
    for number, line in lines[1:]:
        decision = _decision(table, number, line.split("\t"))
        if decision.change in found:
            raise _fault(
                table,
                number,
                f"{decision.change} is decided in line {found[decision.change].line} already",
                "remove one of the two rows",
            )
        found[decision.change] = decision
    return tuple(found.values())


def _decision(table: SourceText, line: int, cells: list[str]) -> Decision:
    if len(cells) != len(COLUMNS):
        raise _fault(
            table,
            line,
            f"{len(cells)} cells where there are {len(COLUMNS)} columns",
            "separate the cells with tabs",
        )
    if any(_CONTROL.search(cell) for cell in cells):
        raise _fault(table, line, "a control character", "remove it")
    change, state, reviewer, day, reason, about = (from_cell(cell.strip()) for cell in cells)
    if not _ID.fullmatch(change):
        raise _fault(table, line, f"{change!r} is not an id of a change", "take ids from 'review'")
    if state not in _DECISIONS:
        raise _fault(table, line, f"{state!r} is not a decision", f"use {', '.join(_DECISIONS)}")
    if not reviewer:
        raise _fault(table, line, "no reviewer", "say who decided")
    try:
        day = date.fromisoformat(day).isoformat()
    except ValueError:
        raise _fault(table, line, f"{day!r} is not a date", "write 2026-07-31") from None
    return Decision(
        change=change,
        state=State(state),
        reviewer=reviewer,
        date=day,
        reason=reason,
        about=about,
        line=line,
    )


def _fault(table: SourceText, line: int, problem: str, advice: str) -> FormatError:
    return FormatError(table.path, line, problem, advice)
