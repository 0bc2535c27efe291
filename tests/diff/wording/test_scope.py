"""Whom and what a statement covers."""

from __future__ import annotations

import pytest

from tests.diff.wording.cases import verdict_of


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "with everyone they interact with in their work",
            "with the people they support",
            "substantive scope",
        ),
        (
            "98.5% approval by over 1,000 peer supporters",
            "a 98.5% approval by over 1,000 peer supporters in the U.S.",
            "editorial",
        ),
        ("a particular form of treatment", "a form of treatment", "substantive scope"),
        ("deficits and rules", "deficits (avoiding relapse) and rules", "substantive scope"),
        ("all risks", "all risks, including fire", "substantive scope"),
        ("tools and rooms", "tools, books, and rooms", "substantive scope"),
        ("tools and rooms", "tools or rooms", "substantive scope"),
        ("train staff", "train licensed staff", "substantive scope"),
        ("Only supervisors may approve", "Supervisors may only approve", "substantive scope"),
        ("those they support", "those they serve", "substantive other"),
        (
            "has lived experience with a psychiatric and/or addiction challenges, and may benefit",
            "experiencing a psychiatric or addiction challenge who may benefit",
            "editorial",
        ),
    ],
)
def test_coverage(old: str, new: str, expected: str) -> None:
    """A restriction, an example or an item more or less is scope."""
    actual = verdict_of(old, new)

    assert expected == actual
