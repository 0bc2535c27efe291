"""
Decisions about changes as a ledger, one row for each, sorted; rows of two editors seldom conflict.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from guidegraph.importers.ledger import COLUMNS, PAIRED
from guidegraph.model.changes import Ref
from guidegraph.model.review import Decision, Ledger, Pairing
from guidegraph.model.table import to_cell


__all__ = ["to_ledger"]

_BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


def to_ledger(ledger: Ledger) -> bytes:
    """The file of some decisions."""
    rows = [_of_decision(each) for each in ledger.decisions]
    rows += [_of_pairing(each) for each in ledger.pairings]
    rows.sort(key=lambda row: row["change"])
    lines = ["\t".join(COLUMNS), *("\t".join(_cells(row)) for row in rows)]
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
