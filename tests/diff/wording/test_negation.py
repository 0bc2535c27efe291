"""Not, no, without."""

from __future__ import annotations

import pytest

from tests.diff.wording.cases import verdict_of


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Staff do share data.", "Staff do not share data.", "substantive negation"),
        ("Staff never share data.", "Staff share data.", "substantive negation"),
        ("with consent", "without consent", "substantive negation"),
        ("clinical roles", "non-clinical roles", "substantive negation"),
        ("appropriate care", "inappropriate care", "substantive negation"),
        (
            "Staff may be permitted to share.",
            "Staff may not be permitted to share.",
            "substantive negation",
        ),
        (
            "Staff are permitted to share.",
            "Staff are not permitted to share.",
            "substantive negation strengthened",
        ),
        (
            "Staff are not allowed to share.",
            "Staff are allowed to share.",
            "substantive negation weakened",
        ),
        ("the form", "the inform", "substantive other"),
    ],
)
def test_negations(old: str, new: str, expected: str) -> None:
    """A word that denies, come or gone, is negation."""
    actual = verdict_of(old, new)

    assert expected == actual
