"""Words taken for one another."""

from __future__ import annotations

import pytest

from tests.diff.wording.cases import verdict_of


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "do offer a complementary service",
            "do offer a complimentary service",
            "substantive confusable",
        ),
        ("the principal reason", "the principle reason", "substantive confusable"),
        ("make other uncomfortable", "make others uncomfortable", "substantive confusable"),
        ("ensure cover", "insure cover", "substantive confusable"),
        ("it affects peers", "it effects peers", "substantive confusable"),
        ("compliments", "complements", "substantive confusable"),
        ("re-sign the form", "resign the form", "substantive confusable"),
        ("every day work", "everyday work", "substantive confusable"),
        ("setting goals", "set goals", "editorial"),
    ],
)
def test_slips(old: str, new: str, expected: str) -> None:
    """A listed pair is confusable, in whatever form; what is only near is not."""
    actual = verdict_of(old, new)

    assert expected == actual
