"""Numbers in front of headings and texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidegraph.language.enumeration import unnumbered


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("1. Lockers", "1", "Lockers"),
        ("2) put the key back", "2", "put the key back"),
        ("(b) children under six", "b", "children under six"),
        ("c) by post", "c", "by post"),
        ("(iv) on request", "iv", "on request"),
        ("XII. Fees", "XII", "Fees"),
        ("B.2.1 Fire doors", "B.2.1", "Fire doors"),
        ("3.1 Fire doors", "3.1", "Fire doors"),
        ("2.1 A key is lent.", "2.1", "A key is lent."),
        ("§ 7 Fees", "§ 7", "Fees"),
        ("§7 Fees", "§7", "Fees"),
        ("Article 9: Fees", "Article 9", "Fees"),
        ("Annex B – Forms", "Annex B", "Forms"),
        ("Module 2 - Forms", "Module 2", "Forms"),
        ("Schritt 4: Formulare", "Schritt 4", "Formulare"),
        ("LK.FD-3: Doors are shut.", "LK.FD-3", "Doors are shut."),
        ("[R-8] Doors are shut.", "R-8", "Doors are shut."),
        ("  10.   Two  spaces\nand a line", "10", "Two  spaces\nand a line"),
    ],
)
def test_a_number_in_front(text: str, number: str, rest: str) -> None:
    """A number that its form makes one is told apart from the words after it."""
    assert (number, rest) == unnumbered(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "7",
        "7. ",
        "2019 accounts",
        "4 guards watch the hall.",
        "24/7 service",
        "1,000 seats",
        "10:30 tea",
        "A guard is a person.",
        "I agree.",
        "8 % of the seats",
        "1.5 litres of water",
        "2.5 GB of memory",
        "5 – 10 minutes",
        "3-day tickets",
        "No. of seats",
        "C. Jones opened it.",
        "CV: one page at most",
        "(mix) the paint",
        "Grade 3: fractions",
        "COVID-19: masks",
        "Section 5 applies to guests.",
    ],
)
def test_no_number_in_front(text: str) -> None:
    """An amount, a name, a year or a word is no number of a sequence."""
    assert ("", text) == unnumbered(text)


def test_own_number() -> None:
    """A figure that alone may be an amount counts if it is the number of the item."""
    assert ("4", "Guards") == unnumbered("4 Guards", notation="4")
    assert ("", "4 Guards") == unnumbered("4 Guards", notation="5")
    assert ("", "2019 accounts") == unnumbered("2019 accounts", notation="2019")


@given(st.text(alphabet="1aXv.()[]§:- –\nB", max_size=30))
def test_nothing_is_lost(text: str) -> None:
    """The number and the rest are in the text, in this order, and the rest ends it."""
    number, rest = unnumbered(text)

    assert text.endswith(rest)
    assert number in " ".join(text[: len(text) - len(rest)].split())
    assert not number or rest
