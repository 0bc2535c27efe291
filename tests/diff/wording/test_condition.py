"""If, when, unless, as needed."""

from __future__ import annotations

import pytest

from tests.diff.wording.cases import verdict_of


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "Staff report abuse.",
            "Staff report abuse when appropriate.",
            "substantive condition weakened",
        ),
        (
            "Staff report abuse, unless told otherwise.",
            "Staff report abuse.",
            "substantive condition strengthened",
        ),
        ("Staff may leave.", "Staff may leave if asked.", "substantive condition"),
        (
            "Welcome input wherever possible.",
            "Welcome input.",
            "substantive condition strengthened",
        ),
        ("Act if they ask.", "Act when they ask.", "substantive condition"),
        ("Act where appropriate.", "Act as appropriate.", "editorial"),
        (
            "When appropriate, staff offer options.",
            "Staff, when appropriate, offer options.",
            "editorial",
        ),
        (
            "Speak up when they observe coercion.",
            "Speak up when they observe violence.",
            "substantive condition other",
        ),
    ],
)
def test_conditions(old: str, new: str, expected: str) -> None:
    """A condition makes an obligation weaker; of a permission we do not say."""
    actual = verdict_of(old, new)

    assert expected == actual
