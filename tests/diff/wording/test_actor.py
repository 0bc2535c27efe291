"""Who acts."""

from __future__ import annotations

import pytest

from tests.diff.wording.cases import verdict_of


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "The peer support volunteers to share",
            "The peer supporter volunteers to share",
            "substantive actor",
        ),
        ("Peer supports are respectful", "Peer supporters are respectful", "editorial"),
        ("Supervisors must train staff", "Managers must train staff", "substantive actor"),
        ("plans approved by the agency", "plans approved by the supervisor", "substantive actor"),
        ("The organization performs a test", "Perform a test", "substantive actor"),
        ("The system enforces limits", "Enforce limits", "substantive actor"),
        ("Supervisors shall meet", "Supervisors and managers shall meet", "substantive actor"),
        ("Encourage peer supporters", "Support peer supporters", "editorial"),
        ("Train the supervisors", "Train the managers", "substantive scope"),
    ],
)
def test_actors(old: str, new: str, expected: str) -> None:
    """Another subject or agent is another actor; an object is a matter of scope."""
    actual = verdict_of(old, new)

    assert expected == actual
