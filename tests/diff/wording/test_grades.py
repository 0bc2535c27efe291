"""How much a difference weighs: the table of grades, sentences, series, slips and forms."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from guidegraph.diff.wording.classify import classify
from guidegraph.model.changes import Aspect, Wording


TABLE = Path(__file__).with_name("grades.txt")
ROWS = [
    line.split(" | ")
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def test_most_pairs_are_graded_as_people_do() -> None:
    """Of all pairs, five in six get the answer of the table; the weight orders nine of ten."""
    verdicts = [classify(old, new) for _, old, new in ROWS]
    right = [
        (verdict.wording is Wording.SUBSTANTIVE) == (grade == "other")
        for verdict, (grade, _, _) in zip(verdicts, ROWS, strict=True)
    ]

    assert len(ROWS) == 180
    assert sum(right) >= 150


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[1][:40])
def test_there_and_back(row: list[str]) -> None:
    """Backwards the weight is nearly the same."""
    there, back = classify(row[1], row[2]), classify(row[2], row[1])

    assert abs(there.weight - back.weight) < 0.5
    assert there.wording is back.wording or there.unsure or back.unsure or row[0] == "same"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "The oven is cleaned. Filters are changed.",
            "Filters are changed. The oven is cleaned.",
            ("sentences are in another order",),
        ),
        (
            "Open to girls, boys, men or women.",
            "Open to women, boys, men or girls.",
            ("the items of a list are in another order",),
        ),
        (
            "The fee of the club is low.",
            "The club's fee is low.",
            ("'of' and a possessive or compound say the same",),
        ),
        (
            "Farmers plough the fields.",
            "The fields are ploughed by farmers.",
            ("active and passive, with the same who acts",),
        ),
        (
            "It is not allowed to feed the geese on the pond.",
            "Feeding the geese on the pond is not allowed.",
            (
                "'feed' became 'Feeding': another form of the same word",
                "'it is' before what is said of an activity, or the activity first",
            ),
        ),
        (
            "Bring 1) boots 2) ropes.",
            "Bring boots, ropes.",
            ("the entries of a list are numbered differently",),
        ),
    ],
)
def test_harmless_forms(old: str, new: str, expected: tuple[str, ...]) -> None:
    """What is only put differently is editorial, and the reason says how."""
    verdict = classify(old, new)

    assert verdict.wording is Wording.EDITORIAL
    assert expected == verdict.reasons


def test_only_the_new_entry_is_told() -> None:
    """In a series in another order, an entry more is the only addition."""
    verdict = classify(
        "We sell apples, pears, plums or cherries.",
        "We sell cherries, figs, plums, pears or apples.",
    )

    assert "an item of a list was added: 'figs'" in " ".join(verdict.reasons)
    assert "removed" not in " ".join(verdict.reasons)


def test_negated_entries_do_not_change_places() -> None:
    """An entry with "not" is another entry."""
    actual = classify("Use ropes, not chains.", "Use chains, not ropes.").wording

    assert actual is not Wording.TYPOGRAPHIC
    assert "another order" not in " ".join(
        classify("Use ropes, not chains.", "Use chains, not ropes.").reasons
    )


def test_sentences_have_their_own_duties() -> None:
    """A modal is compared with the one in the same sentence."""
    verdict = classify(
        "Guests must knock. The porter opens.", "The porter opens. Guests must knock loudly."
    )

    assert Aspect.FORCE not in verdict.aspects


def test_a_lone_sentence_is_told() -> None:
    """A sentence without a counterpart was added; one that requires something binds more."""
    verdict = classify("The hall is heated.", "The hall is heated. Doors must stay shut.")

    assert verdict.wording is Wording.SUBSTANTIVE
    assert verdict.reasons == (
        "a sentence that requires something was added: 'Doors must stay shut'",
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("the archtiecture of the hall", "the architecture of the hall", Wording.SPELLING),
        ("an unneccesary step", "an unnecessary step", Wording.SPELLING),
        ("check the the lock", "check the lock", Wording.SPELLING),
        ("the boat is new", "the boar is new", Wording.SUBSTANTIVE),
        ("ask Mr Meyer for it", "ask Mr Meier for it", Wording.SUBSTANTIVE),
    ],
)
def test_slips(old: str, new: str, expected: Wording) -> None:
    """A word that no dictionary knows is a slip for the near one; two real words differ."""
    assert expected is classify(old, new).wording


REST = "at the gate of the old garden on each morning of the summer, before visitors come in"


@pytest.mark.parametrize(
    ("old", "new", "unsure"),
    [
        ("Gardeners water the roses", "Gardeners burn the roses", True),
        ("Store the wheat", "Store the barley", True),
        ("Clerks stamp letters", "Clerks shred letters and cards", True),
        ("Boats carry the fuel", "Boats carry the use", True),
        ("Cooks assist the guests", "Cooks help the guests", False),
        ("Hosts plan the games", "Hosts are planning the games", False),
        ("Guests get the practical advice", "Guests get advice", False),
        ("Ask for plums, figs, pears, nuts, tea, rice, corn",
         "Ask for plums, figs, pears, nuts, tea, oats, corn", False),
    ],
)  # fmt: skip
def test_other_words_are_never_surely_the_same(old: str, new: str, unsure: bool) -> None:
    """In a long sentence too, another word that is not listed as the same makes it unsure."""
    verdict = classify(f"{old} {REST}.", f"{new} {REST}.")

    assert verdict.wording is Wording.EDITORIAL
    assert unsure is verdict.unsure
    assert unsure is any("not known to mean the same" in one for one in verdict.reasons)


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("Two clubs are hosting games.", "Two clubs hosted games.", True),
        ("The clubs were kindly hosting games.", "The clubs hosted games.", True),
        ("Clubs hosting others are paid.", "Clubs hosted by others are paid.", False),
        ("Clubs are hosting others.", "Clubs are hosted by others.", False),
        ("A hosting club pays.", "A hosted club pays.", False),
    ],
)
def test_another_time_is_no_passive(old: str, new: str, same: bool) -> None:
    """ "Are hosting" and "hosted" have the same who acts; two participles do not."""
    reasons = " ".join(classify(old, new).reasons)

    assert same is ("active and passive may be exchanged" not in reasons)


def test_little_of_a_long_text_is_little() -> None:
    """One of many entries weighs less than one of two; both are told."""
    many = "paint, glue, wood, stone, glass, brick, sand, lime, clay, steel, copper and tin"
    short = classify("It sells lime.", "It sells gravel.")
    long = classify(f"The shop sells {many}.", f"The shop sells {many.replace('lime', 'gravel')}.")

    assert long.weight < short.weight
    assert "'lime' became 'gravel'" in " ".join(long.reasons)


def test_the_dictionary_is_loaded_when_needed() -> None:
    """A difference without unknown near words does not load it."""
    code = (
        "import sys; from guidegraph.diff.wording.classify import classify;"
        "classify('Staff must rest.', 'Staff may rest at home.');"
        "sys.exit('spellchecker' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("Go on. " * 1_000, "Go off. " * 1_000, marks=pytest.mark.slow),
        pytest.param("a, b and c or d; " * 1_000, "d, c and b or a; " * 1_000,
                     marks=pytest.mark.slow),
        (" ".join(f"Room {n} is open." for n in range(3_000)),
         " ".join(f"Room {n} is open." for n in range(3_000, 0, -1))),
        pytest.param("1) x 2) y " * 3_000, "(a) x (b) y " * 3_000, marks=pytest.mark.slow),
        ("(" * 20_000 + "x", ")" * 20_000 + "x"),
        ("!?. " * 10_000 + "x", "." * 20_000 + "\"'" * 10_000),
    ],
)  # fmt: skip
def test_time_is_bounded(old: str, new: str) -> None:
    """Sentences, series and marks without end take no time without end."""
    started = time.process_time()
    classify(old, new)

    assert time.process_time() - started < 5
