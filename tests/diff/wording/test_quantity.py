"""How much and how many."""

from __future__ import annotations

import pytest

from tests.diff.wording.cases import verdict_of


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("nearly 1,000 peers", "over 1,000 peers", "substantive quantity"),
        ("800 people", "900 people", "substantive quantity"),
        ("1.5 mg", "15 mg", "substantive quantity"),
        ("-5 degrees", "5 degrees", "substantive quantity"),
        ("most staff", "all staff", "substantive quantity strengthened"),
        ("all staff", "some staff", "substantive quantity weakened"),
        ("not all staff", "not some staff", "substantive quantity"),
        ("train all staff", "train staff", "substantive quantity"),
        ("at least 5 days", "at least ten days", "substantive quantity strengthened"),
        ("no more than 30 days", "no more than 10 days", "substantive quantity strengthened"),
        ("at least 5 days", "at most 5 days", "substantive quantity"),
        ("meet weekly", "meet monthly", "substantive quantity weakened"),
        ("both parents sign", "parents sign", "substantive quantity"),
        ("no fewer than five", "at least 5", "editorial"),
        ("each person", "every person", "editorial"),
    ],
)
def test_amounts(old: str, new: str, expected: str) -> None:
    """Figures, bounds and shares are quantity; the same figure in words is not."""
    actual = verdict_of(old, new)

    assert expected == actual


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Room Library 40 35", "Room Library 38 35", "substantive quantity"),
        ("Room Library 40 35", "Room Library 40 33", "substantive quantity"),
        ("Night (dB) Library 40 35", "Night (dB) Library 38 35", "substantive quantity"),
        ("Night Library 40 35 30", "Night Library 38 35 30", "substantive quantity"),
        ("Leave the key in Room 40 for us.", "Leave the key in Room 38 for us.", "editorial"),
        ("Staff call 555 210 4567 in need.", "Staff call 555 210 4568 in need.", "editorial"),
    ],
)
def test_figures_in_a_row(old: str, new: str, expected: str) -> None:
    """Figures behind the name of a row are amounts; those behind "room" or "call" are names."""
    assert expected == verdict_of(old, new)
