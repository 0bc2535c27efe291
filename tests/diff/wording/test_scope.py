"""Whom and what a statement covers."""

from __future__ import annotations

import pytest

from guidegraph.diff.wording.classify import classify
from guidegraph.model.changes import Wording
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


@pytest.mark.parametrize(
    ("longer", "shorter", "substantive"),
    [
        ("Do not routinely offer lamps.", "Do not offer lamps.", True),
        ("Guests must not knowingly feed geese.", "Guests must not feed geese.", True),
        ("Lamps should generally be lit.", "Lamps should be lit.", True),
        ("Check lamps visually.", "Check lamps.", True),
        (
            "Gäste dürfen Gänse nicht wissentlich füttern.",
            "Gäste dürfen Gänse nicht füttern.",
            True,
        ),
        ("Il ne doit pas sciemment nourrir les oies.", "Il ne doit pas nourrir les oies.", True),
        ("Guests must really rest.", "Guests must rest.", False),
        ("The lamp clearly wins.", "The lamp wins.", False),
    ],
)
def test_adverbs_say_how_far_a_duty_goes(longer: str, shorter: str, substantive: bool) -> None:
    """One more or less changes what binds; stress does not, nor does one where nothing binds."""
    for old, new in ((longer, shorter), (shorter, longer)):
        verdict = classify(old, new)

        assert substantive is (verdict.wording is Wording.SUBSTANTIVE)
        assert (
            not substantive
            or "was removed" in verdict.reasons[0]
            or "was added" in (verdict.reasons[0])
        )


def test_an_adverb_in_another_place_limits_as_before() -> None:
    """It is in both sentences, in the same word or in one that says the same."""
    moved = "Guests must promptly report leaks.", "Guests must report leaks promptly."

    assert "editorial" == verdict_of(*moved)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("the person who holds the key", "the person or unit that holds the key"),
        ("The person who holds keys must lock.", "The person or unit that holds keys must lock."),
        ("Ask the person who holds the key.", "Ask the person or unit which holds the key."),
        ("The person has a key.", "The person or unit has a key."),
    ],
)
def test_another_one_beside_whom_it_is_about(old: str, new: str) -> None:
    """A second noun before a relative clause, or at the end of a subject, widens the scope."""
    for one, two in ((old, new), (new, old)):
        assert "substantive scope" == verdict_of(one, two)
        assert any("'or unit' was" in each for each in classify(one, two).reasons)
