"""One word in another form, and words that say the same."""

from __future__ import annotations

import pytest

from guidegraph.language.inflect import root, stem
from tests.diff.wording.cases import verdict_of


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("embrace diversity of culture", "embrace the diversity of culture", "editorial"),
        (
            "Transparency refers to setting expectations",
            "Transparency refers to set expectations",
            "editorial",
        ),
        ("a peer supporter shares hope", "peer supporters share hope", "editorial"),
        ("the guidelines are reviewed", "the guidelines were reviewed", "editorial"),
        ("in order to help peers", "to assist peers", "editorial"),
        (
            "stationary, mobile and/or hand-operated",
            "stationary, mobile or hand-operated",
            "editorial",
        ),
        ("12 values", "twelve values", "editorial"),
        ("98% agreed", "98 percent agreed", "editorial"),
        ("do not share", "don't share", "editorial"),
        ("prior to release", "before release", "editorial"),
        ("both staff and peers", "staff and peers", "editorial"),
        ("Norway, Sweden, islands", "Norway, Sweden, and islands", "editorial"),
        ("those supporting others", "those supported by others", "substantive other"),
        ("few staff", "a few staff", "substantive quantity"),
        ("a number of errors", "the number of errors", "substantive quantity"),
        ("risks, including fire", "risks, such as fire", "editorial"),
        ("training for staff", "training by staff", "substantive other"),
        ("custom made", "customs made", "substantive other"),
    ],
)
def test_forms(old: str, new: str, expected: str) -> None:
    """Inflection, articles and named synonyms are editorial; all else is not."""
    actual = verdict_of(old, new)

    assert expected == actual


@pytest.mark.parametrize(
    "forms",
    [
        "plan plans planned planning",
        "share shares shared sharing",
        "value values valued",
        "policy policies",
        "process processes processed",
        "travel travelled traveling travels",
        "organise organize organised organizing",
        "supervisor supervisors supervisor's",
        "be is are was were",
        "analysis analyses",
    ],
)
def test_one_stem(forms: str) -> None:
    """The forms of a word have one stem."""
    actual = {stem(form) for form in forms.split()}

    assert len(actual) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("support", "supporter"),
        ("note", "not"),
        ("plane", "plan"),
        ("care", "car"),
        ("new", "news"),
        ("good", "goods"),
        ("organ", "organize"),
        ("us", "use"),
    ],
)
def test_two_stems(one: str, other: str) -> None:
    """Who does something, and what is only near, has another stem."""
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    "forms",
    [
        "supervise supervises supervised supervising supervisor supervisors supervision",
        "support supports supporter supporters supporting supportive supported",
        "organise organize organisation organizations organising",
        "policy policies",
        "plan plans planned planning",
        "honest honesty honestly",
        "share shares sharing shared",
        "person people persons",
    ],
)
def test_one_root(forms: str) -> None:
    """Inflected and derived forms have one root."""
    assert 1 == len({root(form) for form in forms.split()})


@pytest.mark.parametrize("pair", ["value valid", "peer pear", "note not", "status state"])
def test_two_roots(pair: str) -> None:
    """Words that only look alike have two roots."""
    assert 2 == len({root(word) for word in pair.split()})
