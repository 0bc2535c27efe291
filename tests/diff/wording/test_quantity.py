"""How much and how many."""

from __future__ import annotations

import pytest

from tests.diff.wording.cases import verdict_of


OPPOSITE = {"strengthened": "weakened", "weakened": "strengthened", "": ""}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("nearly 1,000 peers", "over 1,000 peers", "substantive quantity"),
        ("800 people", "900 people", "substantive quantity"),
        ("1.5 mg", "15 mg", "substantive quantity"),
        ("-5 degrees", "5 degrees", "substantive quantity"),
        ("most staff", "all staff", "substantive quantity strengthened"),
        ("all staff", "some staff", "substantive quantity weakened"),
        ("not all staff", "not some staff", "substantive quantity"),
        ("train all staff", "train staff", "substantive quantity"),
        ("at least 5 days", "at least ten days", "substantive quantity strengthened"),
        ("no more than 30 days", "no more than 10 days", "substantive quantity strengthened"),
        ("at least 5 days", "at most 5 days", "substantive quantity"),
        ("meet weekly", "meet monthly", "substantive quantity weakened"),
        ("both parents sign", "parents sign", "substantive quantity"),
        ("no fewer than five", "at least 5", "editorial"),
        ("each person", "every person", "editorial"),
    ],
)
def test_amounts(old: str, new: str, expected: str) -> None:
    """Figures, bounds and shares are quantity; the same figure in words is not."""
    actual = verdict_of(old, new)

    assert expected == actual


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Room Library 40 35", "Room Library 38 35", "substantive quantity"),
        ("Room Library 40 35", "Room Library 40 33", "substantive quantity"),
        ("Night (dB) Library 40 35", "Night (dB) Library 38 35", "substantive quantity"),
        ("Night Library 40 35 30", "Night Library 38 35 30", "substantive quantity"),
        ("Leave the key in Room 40 for us.", "Leave the key in Room 38 for us.", "editorial"),
        ("Staff call 555 210 4567 in need.", "Staff call 555 210 4568 in need.", "editorial"),
    ],
)
def test_figures_in_a_row(old: str, new: str, expected: str) -> None:
    """Figures behind the name of a row are amounts; those behind "room" or "call" are names."""
    assert expected == verdict_of(old, new)


@pytest.mark.parametrize(
    ("old", "new", "direction"),
    [
        (
            "Place them so that nobody has to walk more than 20 m to reach one.",
            "Place them so that nobody has to walk more than 15 m to reach one.",
            "",
        ),
        ("Nobody shall walk more than 20 m.", "Nobody shall walk more than 25 m.", "weakened"),
        ("The noise shall not exceed 80 dB.", "The noise shall not exceed 75 dB.", "strengthened"),
        (
            "The noise must not be more than 80 dB.",
            "The noise must not be more than 75 dB.",
            "strengthened",
        ),
        ("Sacks weigh no more than 20 kg.", "Sacks weigh no more than 15 kg.", "strengthened"),
        ("Sacks weigh at most 20 kg.", "Sacks weigh at most 15 kg.", "strengthened"),
        (
            "Claims are settled not later than 30 days after.",
            "Claims are settled not later than 20 days after.",
            "strengthened",
        ),
        (
            "Claims are settled no later than 30 days after.",
            "Claims are settled no later than 40 days after.",
            "weakened",
        ),
        ("A minimum of 5 days is given.", "A minimum of 10 days is given.", "strengthened"),
        ("Not less than 5 days are given.", "Not less than 10 days are given.", "strengthened"),
        ("No fewer than 5 staff are present.", "No fewer than 4 staff are present.", "weakened"),
        (
            "Staff must not wait more than 5 minutes.",
            "Staff must not wait more than 10 minutes.",
            "weakened",
        ),
        (
            "Staff need not wait more than 5 minutes.",
            "Staff need not wait more than 10 minutes.",
            "",
        ),
        (
            "Staff do not have to wait more than 5 minutes.",
            "Staff do not have to wait more than 10 minutes.",
            "",
        ),
        (
            "Staff must not stay less than 5 minutes.",
            "Staff must not stay less than 10 minutes.",
            "strengthened",
        ),
        (
            "Bags of more than 20 kg are not carried.",
            "Bags of more than 15 kg are not carried.",
            "",
        ),
        ("Bags may be up to 20 kg.", "Bags may be up to 15 kg.", "strengthened"),
        ("No bag may weigh more than 20 kg.", "No bag may weigh more than 15 kg.", "strengthened"),
        (
            "Alarms sound if the level exceeds 20 ppm.",
            "Alarms sound if the level exceeds 15 ppm.",
            "",
        ),
        (
            "Alarms sound if the level is at least 20 ppm.",
            "Alarms sound if the level is at least 15 ppm.",
            "",
        ),
        ("Doors need not be at least 90 cm wide.", "Doors need not be at least 80 cm wide.", ""),
        (
            "Visits of more than 20 minutes are recorded.",
            "Visits of more than 15 minutes are recorded.",
            "",
        ),
        ("Never store more than 20 l.", "Never store more than 15 l.", "strengthened"),
        (
            "Staff who are not trained must rest more than 5 hours.",
            "Staff who are not trained must rest more than 6 hours.",
            "strengthened",
        ),
        (
            "Staff who are not trained must rest at least 5 hours.",
            "Staff who are not trained must rest at least 6 hours.",
            "strengthened",
        ),
        ("Beams must carry more than 20 kg.", "Beams must carry more than 25 kg.", "strengthened"),
        (
            "Reports are sent not later than 5 days before the visit.",
            "Reports are sent not later than 10 days before the visit.",
            "strengthened",
        ),
        (
            "Die Last darf höchstens 20 kg betragen.",
            "Die Last darf höchstens 15 kg betragen.",
            "strengthened",
        ),
        ("La charge est de 20 kg au plus.", "La charge est de 15 kg au plus.", ""),
        ("Il faut au moins 5 jours.", "Il faut au moins 10 jours.", "strengthened"),
        ("The maximum load is 20 kg.", "The maximum load is 15 kg.", "strengthened"),
        ("The minimum width is 90 cm.", "The minimum width is 80 cm.", "weakened"),
        ("The load shall be 20 kg or less.", "The load shall be 15 kg or less.", "strengthened"),
        ("The width shall be 90 cm or more.", "The width shall be 80 cm or more.", "weakened"),
        ("No class has more than 30 pupils.", "No class has more than 25 pupils.", "strengthened"),
        (
            "No pupil has more than 30 lessons.",
            "No pupil has more than 25 lessons.",
            "strengthened",
        ),
    ],
)
def test_a_lower_maximum_is_stricter_and_so_is_a_higher_minimum(
    old: str, new: str, direction: str
) -> None:
    """Where nobody can know who bears a limit, no direction is said."""
    for before, after, expected in (
        (old, new, direction),
        (new, old, OPPOSITE[direction]),
    ):
        assert verdict_of(before, after) == f"substantive quantity {expected}".strip()
