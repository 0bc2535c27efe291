"""What is evidence that two items are the same, and what is none, on editions nobody tuned to."""

from __future__ import annotations

import pytest

from guidegraph.diff.align.align import align
from guidegraph.diff.align.entries import entries_of
from guidegraph.diff.run import diff
from guidegraph.model.alignment import IdPolicy
from guidegraph.model.changes import Ref
from guidegraph.model.edition import Edition, Item


def edition(name: str, *rows: tuple[str, str | None, str, str]) -> Edition:
    """An edition of rows: id, parent, label and text."""
    return Edition(
        id=name,
        iri=f"https://example.org/{name}",
        title=name,
        items=tuple(
            Item(id=id_, parent=parent, label=label or None, text=text or None)
            for id_, parent, label, text in rows
        ),
    )


def chapter(number: str, name: str, aim: str, duty: str) -> list[tuple[str, str | None, str, str]]:
    """A chapter with the headings that every chapter of the edition has."""
    return [
        (number, None, name, ""),
        (f"{number}.aim", number, "Why", ""),
        (f"{number}.aim.1", f"{number}.aim", "", aim),
        (f"{number}.duty", number, "Who does what", ""),
        (f"{number}.duty.1", f"{number}.duty", "", duty),
    ]


HEATING = chapter(
    "heat", "Heating", "Pipes do not freeze in winter.", "The janitor reads both gauges at dawn."
)
LIFTS = chapter(
    "lift", "Lifts", "Nobody is stuck between floors.", "A fitter tests each cable every spring."
)
PIANOS = chapter(
    "last", "Pianos", "Instruments stay in tune.", "Music teachers book the tuner twice a year."
)
BICYCLES = chapter(
    "last", "Bicycles", "Exits are never blocked.", "Guards unlock the shed before the first bell."
)


def test_chapters_are_not_the_same_for_the_headings_that_all_have() -> None:
    """Nor are those headings without their chapters."""
    old = edition("a", *HEATING, *LIFTS, *PIANOS)
    new = edition("b", *HEATING, *LIFTS, *BICYCLES)
    kept = {(row[0], row[0]) for row in (*HEATING, *LIFTS)}

    assert kept == align(old, new).links
    assert kept == align(new, old).links
    for policy in (IdPolicy.WEIGH, IdPolicy.IGNORE):  # the same numbers are on other chapters
        told = diff([old], new, ids=policy)

        assert told.alignment is not None
        assert kept == told.alignment.links


def test_a_renamed_chapter_is_known_by_its_substance() -> None:
    """The headings that all have go with it."""
    old = edition("a", *HEATING, *LIFTS, *PIANOS)
    renamed = [("last", None, "Keyboards", ""), *PIANOS[1:]]
    new = edition("b", *HEATING, *LIFTS, *renamed)

    assert {(item.id, item.id) for item in old.items} == align(old, new).links


@pytest.mark.parametrize("text", ["Anyone the board trusts with keys and money.", ""])
def test_a_term_redefined(text: str) -> None:
    """A label that only one item on each side has is the same item, whatever became of the text."""
    others = [
        ("guest", None, "Guest", "Somebody who has no card yet."),
        ("card", None, "Card", "The plastic thing that opens the barrier."),
    ]
    term = ("porter", None, "Porter", "The man who carries trunks up the stairs.")
    new = edition("b", *others, ("x9", None, "Porter", text))

    assert ("porter", "x9") in align(edition("a", term, *others), new).links


def test_a_class_is_a_facet() -> None:
    """The same words with another class are the same item, and so are nearly the same words."""
    text = "Skates are sharpened on Mondays for every pupil who asks."
    old = Edition(
        id="a",
        iri="https://example.org/a",
        title="a",
        items=(
            Item(id="1", type="Rule", text=text),
            Item(id="2", type="Rule", text="The rink is flooded again at noon by two volunteers."),
        ),
    )
    new = Edition(
        id="b",
        iri="https://example.org/b",
        title="b",
        items=(
            Item(id="1", type="Hint", text=text),
            Item(id="2", type="Hint", text="The rink is flooded again at noon by volunteers."),
        ),
    )

    assert {("1", "1"), ("2", "2")} == align(old, new).links


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1. Notice", "2. Notice"),
        ("4.2.1 Rest periods", "5.1 Rest periods"),
        ("§ 12 Fees", "§ 14 Fees"),
        ("(c) boots and gloves", "(d) boots and gloves"),
        ("A.7.3 Backup copies", "A.8.13 Backup copies"),
    ],
)
def test_a_number_in_front_is_no_evidence(before: str, after: str) -> None:
    """It is a notation: the aligner does not see it."""
    sides = [
        [entry.label for entry in entries_of(edition("a", ("1", None, label, "")))]
        for label in (before, after)
    ]

    assert sides[0] == sides[1]


@pytest.mark.parametrize("label", ["3 days of leave", "2024", "7.", "A level playing field"])
def test_a_quantity_is_not_a_number_in_front(label: str) -> None:
    """Nor is a label that is nothing but a number."""
    assert [label] == [entry.label for entry in entries_of(edition("a", ("1", None, label, "")))]


def test_the_closest_is_named_without_a_link() -> None:
    """For an item with and without a partner; None where nothing is alike."""
    same = ("k", None, "", "Kettles are descaled with vinegar once a month.")
    old = edition("a", same, ("1", None, "", "Tenants water the roof garden in turns."))
    new = edition(
        "b",
        same,
        ("2", None, "", "The roof is cleared of snow before tenants wake."),
        ("3", None, "", "Zzz"),
    )
    grounds = align(old, new).grounds["a"]
    found = grounds.closest(Ref(edition="a", id="1"), is_old=True)

    assert found is not None
    assert Ref(edition="b", id="2") == found[0]
    assert 0 < found[1] < 0.5
    assert (Ref(edition="b", id="k"), 1.0) == grounds.closest(Ref(edition="a", id="k"), is_old=True)
    assert grounds.closest(Ref(edition="b", id="3"), is_old=False) is None
    assert all(group.confidence <= 0.99 for group in align(old, new).groups if not group.new)


def test_two_duties_of_one_subject_are_not_one() -> None:
    """At the same place, with the same subject and verb of duty: dropped and added."""
    rows = [
        ("Cooks may rest in the yard.", "Cooks may use the lift."),
        ("The gardener prunes the hedge in autumn.", "The gardener feeds the carp."),
        ("Soup is served at noon.", "Soup is served at noon."),
    ]
    old, new = (
        edition(name, *((f"{name}{at}", None, "", row[side]) for at, row in enumerate(rows)))
        for side, name in enumerate(("a", "b"))
    )

    assert {("a2", "b2")} == align(old, new).links


def test_a_chapter_does_not_follow_what_every_chapter_says() -> None:
    """Its own duties are gone, and "applies to all staff" is in each chapter."""
    common = "Applies to all staff of the house."

    def chapters(name: str, *parts: tuple[str, str]) -> Edition:
        rows: list[tuple[str, str | None, str, str]] = []
        for at, (label, duty) in enumerate(parts):
            rows += [
                (f"{at}", None, label, ""),
                (f"{at}.1", f"{at}", "", common),
                (f"{at}.2", f"{at}", "", duty),
            ]
        return edition(name, *rows)

    kept = ("Kitchens", "Ovens are descaled each week by the cook.")
    found = diff(
        [chapters("a", kept, ("Bars", "Glasses are polished by hand."))],
        chapters("b", kept, ("Offices", "Screens are wiped with alcohol.")),
    )
    changes = found.changes.changes

    assert {"1", "1.2"} <= {ref.id for each in changes if not each.new for ref in each.old}
