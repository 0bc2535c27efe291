"""What only stands elsewhere."""

from __future__ import annotations

import pytest

from tests.diff.wording.cases import verdict_of


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("mental and physical health", "physical and mental health", "editorial"),
        ("music, dance, and art history", "art history, music, and dance", "editorial"),
        (
            "planning, care, records, care, and rest",
            "planning, care, records, and rest",
            "editorial",
        ),
        ("Supervisors support peers", "Peers support supervisors", "substantive scope actor"),
        ("strengths, not deficits", "deficits, not strengths", "substantive negation scope"),
        (
            "Record it and report it when asked",
            "Record it when asked and report it",
            "substantive condition",
        ),
        ("music and dance", "dance or music", "substantive scope"),
    ],
)
def test_places(old: str, new: str, expected: str) -> None:
    """Items of a list may change places, and a condition within its sentence; actors may not."""
    actual = verdict_of(old, new)

    assert expected == actual
