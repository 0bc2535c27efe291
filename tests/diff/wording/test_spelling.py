"""One word in two spellings."""

from __future__ import annotations

import pytest

from tests.diff.wording.cases import verdict_of


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("supervisor eligiblity", "supervisor eligibility", "spelling"),
        ("supervisor eligibility", "supervisor eligiblity", "spelling"),
        ("the managment", "the management", "spelling"),
        ("we recieve it", "we receive it", "spelling"),
        ("an accomodation", "an accommodation", "spelling"),
        ("organisational behaviour", "organizational behavior", "spelling"),
        ("counselling programmes", "counseling programs", "spelling"),
        ("paediatric centres", "pediatric centers", "spelling"),
        ("judgement", "judgment", "spelling"),
        ("health care", "healthcare", "spelling"),
        ("value and judgment free", "value and judgment-free", "spelling"),
        ("value based", "value-based", "spelling"),
        ("co-optation", "cooptation", "spelling"),
        ("decisionmaking", "decision making", "spelling"),
        ("on-line", "online", "spelling"),
        ("cannot go", "can not go", "spelling"),
        ("a naïve view", "a naive view", "spelling"),
        ("infection", "inflection", "substantive confusable"),
        ("adaption of plans", "adoption of plans", "substantive other"),
        ("not able", "notable", "substantive negation other"),
        ("selection of staff", "election of staff", "substantive other"),
        ("eligiblity for care", "eligibility of care", "editorial"),
    ],
)
def test_spellings(old: str, new: str, expected: str) -> None:
    """Letters may differ only where we can tell that the word is the same."""
    actual = verdict_of(old, new)

    assert expected == actual
