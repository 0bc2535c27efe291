"""Must, should, may."""

from __future__ import annotations

import pytest

from tests.diff.wording.cases import verdict_of


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Staff must report.", "Staff may report.", "substantive force weakened"),
        ("must", "may", "substantive force weakened"),
        ("Staff should report.", "Staff shall report.", "substantive force strengthened"),
        ("Staff must report.", "Staff shall report.", "substantive force"),
        (
            "Staff are encouraged to report.",
            "Staff are required to report.",
            "substantive force strengthened",
        ),
        ("Staff report.", "Staff should report.", "substantive force weakened"),
        ("Staff strive to build trust.", "Staff build trust.", "substantive force strengthened"),
        ("Staff must not smoke.", "Staff should not smoke.", "substantive force weakened"),
        ("Staff may not smoke.", "Staff must not smoke.", "substantive force"),
        ("The plan will be reviewed.", "The plan has been reviewed.", "substantive force"),
        (
            "Staff report abuse.",
            "Staff report abuse. They must keep a record.",
            "substantive force strengthened",
        ),
        (
            "Staff report abuse. They must keep a record.",
            "Staff report abuse.",
            "substantive force weakened",
        ),
        ("Staff report abuse. They keep a record.", "Staff report abuse.", "substantive other"),
        ("of free will", "of will", "substantive scope"),
    ],
)
def test_strengths(old: str, new: str, expected: str) -> None:
    """What obliges, advises or permits is force, with a direction where both can be ranked."""
    actual = verdict_of(old, new)

    assert expected == actual
