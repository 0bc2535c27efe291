"""Changed duties are never called editorial, and harmless rewordings are not called substantive."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidegraph.diff.wording.classify import classify
from guidegraph.model.changes import Wording


ROWS = [
    tuple(part.strip() for part in line.split("|"))
    for line in Path(__file__).with_name("duties.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def test_the_table_is_large_enough() -> None:
    """The table has at least 120 changed duties and 60 harmless rewordings."""
    harmless = sum(wanted == "harmless" for wanted, _, _ in ROWS)

    assert harmless >= 60
    assert len(ROWS) - harmless >= 120


@pytest.mark.parametrize(("wanted", "old", "new"), ROWS, ids=lambda text: text[:40])
def test_duties(wanted: str, old: str, new: str) -> None:
    """What the table asks for is said; "other" stands for any aspect."""
    verdict = classify(old, new)
    actual = {one.value for one in (*verdict.aspects, *verdict.directions)}
    if wanted == "harmless":
        assert verdict.wording is not Wording.SUBSTANTIVE, verdict.reasons
    elif wanted == "unsure":
        assert verdict.wording is Wording.SUBSTANTIVE or verdict.unsure, verdict.reasons
    else:
        assert verdict.wording is Wording.SUBSTANTIVE, verdict.reasons
        assert {*wanted.split()} - {"other"} <= actual, verdict.reasons
