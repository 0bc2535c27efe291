"""The page of tricky cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.diff.wording.cases import verdict_of


PAGE = Path(__file__).parents[3] / "docs" / "explanation" / "tricky-cases.md"
ROWS = [
    tuple(cell.strip() for cell in line.strip("|\n").split("|"))[:3]
    for line in PAGE.read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith(("| old", "| ---"))
]


@pytest.mark.parametrize(("old", "new", "expected"), ROWS)
def test_the_page_tells_the_truth(old: str, new: str, expected: str) -> None:
    """Each pair of the page gets the verdict the page prints."""
    actual = verdict_of(old, new)

    assert expected == actual
