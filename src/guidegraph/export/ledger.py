"""
Decisions about changes as a ledger, one row for each, sorted; rows of two editors seldom conflict.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from guidegraph.importers.ledger import COLUMNS, PAIRED, LedgerNotes
from guidegraph.model.changes import Ref
from guidegraph.model.review import Decision, Ledger, Pairing
from guidegraph.model.table import to_cell


__all__ = ["to_ledger"]

_BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


def to_ledger(ledger: Ledger, notes: LedgerNotes | None = None) -> bytes:
    """
    The file of some decisions, with the notes that people wrote into it before.

    A remark stands above the row that it stood above, and at the end once that row is gone.
    """
    kept = notes or LedgerNotes()
    rows = [_of_decision(each) for each in ledger.decisions]
    rows += [_of_pairing(each) for each in ledger.pairings]
    rows.sort(key=lambda row: row["change"])
    empty = ("",) * len(kept.columns)
    lines = [*kept.remarks.get(LedgerNotes.HEAD, ()), "\t".join((*COLUMNS, *kept.columns))]
    for row in rows:
        lines += kept.remarks.get(row["change"], ())
        lines.append("\t".join((*_cells(row), *kept.cells.get(row["change"], empty))))
    there = {LedgerNotes.HEAD, *(row["change"] for row in rows)}
    lines += (line for key, above in kept.remarks.items() if key not in there for line in above)
    return ("\n".join(lines) + "\n").encode()


def _of_decision(each: Decision) -> dict[str, str]:
    return {
        "change": each.change,
        "decision": each.state.value,
        "reviewer": each.reviewer,
        "date": each.date,
        "reason": each.reason,
        "rationale": each.rationale,
        "link": each.link,
        "class": each.wording.value if each.wording else "",
        "into": _refs(each.into),
        "old": _refs(each.old),
        "new": _refs(each.new),
        "about": each.about,
    }


def _of_pairing(each: Pairing) -> dict[str, str]:
    return {
        "change": each.id,
        "decision": PAIRED,
        "reviewer": each.reviewer,
        "date": each.date,
        "reason": each.reason,
        "rationale": each.rationale,
        "link": each.link,
        "old": _refs(each.old),
        "new": _refs(each.new),
        "about": each.about,
    }


def _refs(refs: Iterable[Ref]) -> str:
    return " + ".join(map(str, refs))


def _cells(row: dict[str, str]) -> Iterable[str]:
    for column in COLUMNS:
        yield to_cell(_BLANKS.sub(" ", row.get(column, "")).strip())
