"""References to numbered items, and how they follow them."""

from __future__ import annotations

import time

import pytest

from guidegraph.diff.references import References
from guidegraph.model.changes import Aspect, Facet, Ref, Wording
from guidegraph.model.edition import Item
from guidegraph.model.statement import Role, Statement
from tests.diff.builders import changes_of, edition, section


MOVES = {
    "2": "3",
    "2.1": "3.1",
    "2.2": "3.2",
    "A-3": "A-4",
    "4.3(b)": "5.3(b)",
    "Article 5": "Article 6",
    "Goal 7": "Goal 8",
}


def _references() -> References:
    """Old items with these numbers, and new ones with the next; a new item has the first number."""
    old = [Item(id=number, notation=number, text="x") for number in MOVES]
    new = [Item(id=number, notation=after, text="x") for number, after in MOVES.items()]
    other = Item(id="new", notation="2", text="x")
    successors = {Ref(edition="a", id=n): (Ref(edition="b", id=n),) for n in MOVES}
    return References([edition("a", old)], edition("b", [*new, other]), successors)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("As clause 2.1 says, doors are shut.", "As clause 3.1 says, doors are shut."),
        ("Doors are shut (see 2.2).", "Doors are shut (see 3.2)."),
        ("Doors are shut (2.2).", "Doors are shut (3.2)."),
        ("Rules 2.1, 2.2 and 2 hold.", "Rules 3.1, 3.2 and 3 hold."),
        ("Under section 2, doors are shut.", "Under section 3, doors are shut."),
        ("In section 4.3(b) more is said.", "In section 5.3(b) more is said."),
        ("As clause 2.1(c) says, doors are shut.", "As clause 3.1(c) says, doors are shut."),
        ("Standard A-3 holds.", "Standard A-4 holds."),
        ("Article 5 holds.", "Article 6 holds."),
        ("Goal 7 holds.", "Goal 8 holds."),
        ("Shut doors as in 2.1.", "Shut doors as in 3.1."),
        ("§ 2 holds.", "§ 3 holds."),
        ("Gäste werden laut 2.1 begrüßt.", "Gäste werden laut 3.1 begrüßt."),
        (
            "Les clés sont remises selon 2.1 chaque soir.",
            "Les clés sont remises selon 3.1 chaque soir.",
        ),
    ],
)
def test_followed(before: str, after: str) -> None:
    """With the new numbers of their items, the references are the same."""
    found = _references().followed("a", before, after)

    assert after == found.text
    assert found.renumbered
    assert () == found.redirected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A desk is 2.1 metres long.", "A desk is 3.1 metres long."),
        ("Rows grow by 2.1 metres.", "Rows grow by 3.1 metres."),
        ("Two of 2 doors are shut.", "Two of 3 doors are shut."),
        ("Lamps are lit from 2, and off at night.", "Lamps are lit from 3, and off at night."),
        ("Version 2.1 is read.", "Version 3.1 is read."),
        ("It is 2.1% of all.", "It is 3.1% of all."),
        ("See section 2 of the Harbour Act.", "See section 3 of the Harbour Act."),
        ("See 2.1.7 for more.", "See 3.1.7 for more."),
        ("It serves Goal 2 of the city.", "It serves Goal 3 of the city."),
        ("Come on 2.1.2019 at noon.", "Come on 3.1.2019 at noon."),
    ],
)
def test_no_reference(before: str, after: str) -> None:
    """An amount, a version, a date and a clause of another document are left alone."""
    found = _references().followed("a", before, after)

    assert (before, ()) == (found.text, found.renumbered)


def test_another_number_is_another_reference() -> None:
    """A text that now names another item than the successor: no figure differs, the clause does."""
    found = _references().followed("a", "See clause 2.1.", "See clause 3.2.")
    (redirected,) = found.redirected

    assert ("See clause 3.2.", ()) == (found.text, found.renumbered)
    assert ("2.1", "3.2") == (redirected.old, redirected.new)


TREES = {
    "1.1": ("Terms", "Words are used as in the atlas."),
    "1.2": ("Register", "The keeper lists every tree."),
    "2.1": ("Oaks", "Oaks are looked at each spring."),
    "2.2": ("Limes", "Limes are cut in winter."),
    "2.3": ("Felling", "Nobody fells a tree at night."),
}


def _trees(text: str, *, in_ids: bool = False) -> list[Item]:
    """A standard whose last clause has a text."""
    rows = {**TREES, "3.1": ("Hedges", text)}
    if in_ids:
        return [_row(number, said, label) for number, (label, said) in rows.items()]
    return [
        Item(id=number, notation=number, label=label, text=said)
        for number, (label, said) in rows.items()
    ]


def _row(number: str, text: str, label: str | None = None) -> Item:
    """A row of a table that has its number in a column of ids."""
    own = Statement(property="id", value=number, role=Role.IDENTIFIER)
    return Item(id=number, label=label, text=text, statements=(own,))


@pytest.mark.parametrize("in_ids", [False, True])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Exceptions to clause 2.2 are rare.", "Exceptions to clause 2.3 are rare."),
        ("Exceptions to 2.1 and 2.2 are rare.", "Exceptions to 2.1 and 2.3 are rare."),
        ("Decisions under 2.2 go to the board.", "Decisions under 2.3 go to the board."),
        ("Clauses 1.1 to 2.2 hold for hedges.", "Clauses 1.1 to 2.3 hold for hedges."),
        ("Hedges (2.2) are cut too.", "Hedges (2.3) are cut too."),
        ("As laid down in 2.2, hedges are cut.", "As laid down in 2.3, hedges are cut."),
    ],
)
def test_a_reference_to_another_clause(before: str, after: str, in_ids: bool) -> None:
    """It is no amount; both clauses are named."""
    (change,) = changes_of(_trees(before, in_ids=in_ids), _trees(after, in_ids=in_ids)).values()

    assert change.verdict is not None
    assert (Wording.SUBSTANTIVE, (Aspect.OTHER,)) == (
        change.verdict.wording,
        change.verdict.aspects,
    )
    assert Facet.RELINKED in change.facets
    assert ("the reference to 2.2 ('Limes') is now to 2.3 ('Felling')",) == change.verdict.reasons


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Gaps of 2.2 to 2.3 metres are left.", "Gaps of 2.1 to 2.3 metres are left."),
        ("Grow by 2.2 % a year.", "Grow by 2.3 % a year."),
        ("Wait for 2.2 hours.", "Wait for 2.3 hours."),
    ],
)
def test_an_amount_that_looks_like_a_clause(before: str, after: str) -> None:
    """A figure with a unit after it, or after the range it begins, is an amount."""
    (change,) = changes_of(_trees(before), _trees(after)).values()

    assert Facet.RELINKED not in change.facets


def test_ids_that_are_numbers() -> None:
    """Where a table has no other column with numbers, items are renumbered by their ids."""
    old = [_row("1.1", "Oaks are old."), _row("1.2", "Limes follow clause 1.1.")]
    new = [_row("1.2", "Oaks are old."), _row("1.3", "Limes follow clause 1.2.")]
    found = changes_of(old, new, ("1.1", "1.2"), ("1.2", "1.3"))

    assert (Facet.RENUMBERED,) == found["1.1", "1.2"].facets
    assert {Facet.RENUMBERED, Facet.REWORDED} == set(found["1.2", "1.3"].facets)
    assert found["1.2", "1.3"].verdict is not None
    assert Wording.EDITORIAL is found["1.2", "1.3"].verdict.wording


def test_followed_through_a_comparison() -> None:
    """The verdict says which numbers the references followed to."""
    lamps = "Lamps are off at ten in the evening."
    found = changes_of(
        [Item(id="1", notation="1", text="Rooms close as clause 2 says."), _item("2", "2", lamps)],
        [Item(id="1", notation="1", text="Rooms close as clause 3 says."), _item("2", "3", lamps)],
    )
    verdict = found["1", "1"].verdict

    assert verdict is not None
    assert (Wording.EDITORIAL, ()) == (verdict.wording, verdict.aspects)
    assert ("references follow their items to new numbers: 2 → 3",) == verdict.reasons


@pytest.mark.parametrize("word", ["close", "shut"])
def test_a_reference_that_stayed_behind(word: str) -> None:
    """A number that is now that of another item is said, also where no word differs."""
    old = [_item("1", "1", "Rooms close as clause 2 says."), _item("2", "2", "Lamps are off.")]
    new = [
        _item("1", "1", f"Rooms {word} as clause 2 says."),
        _item("9", "2", "Bags are locked up."),
        _item("2", "3", "Lamps are off."),
    ]
    change = changes_of(old, new)["1", "1"]

    assert Facet.RELINKED in change.facets
    assert change.verdict is not None
    assert Wording.SUBSTANTIVE is change.verdict.wording
    assert Aspect.OTHER in change.verdict.aspects
    assert (
        "the reference to 2 now points at another item: 'Bags are locked up', "
        "before 'Lamps are off'"
    ) in change.verdict.reasons


def test_numbers_in_front_of_headings() -> None:
    """What has no notation is cited by the number in front of it."""
    rooms = "Rooms close as section 2 says."
    found = changes_of(
        [section("s", "1. Rooms"), section("t", "2. Lamps"), _item("1", None, rooms)],
        [
            section("s", "1. Rooms"),
            section("t", "3. Lamps"),
            _item("1", None, rooms.replace("2", "3")),
        ],
    )

    assert found["1", "1"].verdict is not None
    assert Wording.EDITORIAL is found["1", "1"].verdict.wording


def test_numbers_of_several_items_refer_to_none() -> None:
    """Where each chapter counts anew, "rule 2" may be any."""
    old = [Item(id=f"{one}{two}", notation=two, text="x") for one in "ab" for two in "12"]
    successors = {Ref(edition="a", id=item.id): (Ref(edition="b", id=item.id),) for item in old}
    new = [Item(id=item.id, notation=f"{item.notation}0", text="x") for item in old]
    references = References([edition("a", old)], edition("b", new), successors)

    assert () == references.followed("a", "See rule 2.", "See rule 20.").renumbered


def test_hostile_texts() -> None:
    """Long runs of numbers, letters and signs take no long time."""
    references = _references()
    started = time.perf_counter()
    for piece in (
        "2.1 ",
        "2.1.",
        "A.A.",
        "§",
        "(2(2",
        "see ",
        "clause 2.1 and ",
        "2.1(b)",
        "9" * 50,
    ):
        text = piece * 20_000
        references.followed("a", text, text)

    assert time.perf_counter() - started < 20


def _item(name: str, notation: str | None, text: str) -> Item:
    return Item(id=name, notation=notation, text=text)
