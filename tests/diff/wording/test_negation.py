"""Not, no, without."""

from __future__ import annotations

import pytest

from guidegraph.diff.wording.classify import classify
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
        (
            "It is not allowed to run here.",
            "Running here is allowed.",
            "substantive negation other weakened",
        ),
        (
            "Lamps without battery packs burn.",
            "Lamps without packs of batteries burn.",
            "editorial",
        ),
        ("There is no ticket office.", "There is no office for tickets.", "editorial"),
        (
            "The club has no free lockers but sells locks.",
            "The club has free lockers but sells no locks.",
            "substantive negation",
        ),
        (
            "Cut no twigs of trees with nests.",
            "Cut twigs of trees with no nests.",
            "substantive negation other",
        ),
    ],
)
def test_negations(old: str, new: str, expected: str) -> None:
    """A word that denies, come or gone, is negation."""
    actual = verdict_of(old, new)

    assert expected == actual


def test_another_word_is_denied() -> None:
    """Where "not" went to another word, it is at least unsure what that means."""
    assert classify("Do not eat raw roots.", "Eat roots that are not raw.").unsure
    assert not classify("Do not eat raw roots.", "Don't eat raw roots.").unsure
