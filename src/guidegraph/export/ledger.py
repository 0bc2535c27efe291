"""
Decisions about changes as a ledger, one row for each, sorted; rows of two editors seldom conflict.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from guidegraph.importers.ledger import COLUMNS
from guidegraph.model.review import Decision
from guidegraph.model.table import to_cell


__all__ = ["to_ledger"]

_BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


def to_ledger(decisions: Iterable[Decision]) -> bytes:
    """The file of some decisions."""
    rows = sorted(decisions, key=lambda decision: decision.change)
    lines = ["\t".join(COLUMNS), *("\t".join(_cells(decision)) for decision in rows)]
    return ("\n".join(lines) + "\n").encode()


def _cells(decision: Decision) -> Iterable[str]:
    for text in (
        decision.change,
        decision.state.value,
        decision.reviewer,
        decision.date,
        decision.reason,
        decision.about,
    ):
        yield to_cell(_BLANKS.sub(" ", text).strip())
