"""When a parent follows its children: how many, and against what."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from guidegraph.diff.align.families import reunited
from guidegraph.model.alignment import Group
from guidegraph.model.changes import Ref
from guidegraph.model.edition import Edition, Item
from tests.diff.builders import edition, section, statement


def group(old: str, new: str, confidence: float = 1.0) -> Group:
    """Ids of either side, separated by spaces."""
    return Group(
        old=tuple(Ref(edition="a", id=id_) for id_ in old.split()),
        new=tuple(Ref(edition="b", id=id_) for id_ in new.split()),
        confidence=confidence,
    )


def outcome(old: Edition, new: Edition, groups: Sequence[Group]) -> dict[str, str]:
    """What each old item became."""
    return {
        ref.id: " ".join(heir.id for heir in found.new)
        for found in reunited(old, new, groups)
        for ref in found.old
    }


def below(parent: str, *ids: str) -> list[Item]:
    return [statement(id_, f"Say {id_}.", parent) for id_ in ids]


OLD = edition("a", [section("p", "Comfort"), *below("p", "1", "2", "3", "4", "5")])


@pytest.mark.parametrize(
    ("moved", "elsewhere", "heir"),
    [
        ("1 2 3", "4 5", "q"),
        ("1 2", "3 4", "q"),  # half of those that are left
        ("1 2", "3 4 5", ""),  # two of five
        ("1", "2", "q"),  # half again
        ("1", "2 3", ""),
        ("1", "", "q"),
    ],
)
def test_majority(moved: str, elsewhere: str, heir: str) -> None:
    """A parent goes where at least half of its surviving children stand."""
    new = edition(
        "b",
        [
            section("q", "What we owe"),
            *below("q", *(f"n{id_}" for id_ in moved.split())),
            *(
                item
                for id_ in elsewhere.split()
                for item in (section(f"r{id_}", f"Part {id_}"), *below(f"r{id_}", f"n{id_}"))
            ),
        ],
    )
    alive = [*moved.split(), *elsewhere.split()]
    groups = [
        group("p", ""),
        *(group(id_, f"n{id_}" if id_ in alive else "") for id_ in "12345"),
        *(group("", item.id) for item in new.items if item.type == "Section"),
    ]

    assert heir == outcome(OLD, new, groups)["p"]


@pytest.mark.parametrize(
    ("children", "gone", "followed"), [(3, 2, True), (4, 2, True), (5, 2, False), (7, 3, False)]
)
def test_votes_against_a_rival(children: int, gone: int, followed: bool) -> None:
    """Where the heir has a predecessor, at least half of all children must have gone there."""
    mine = [str(number) for number in range(children)]
    old = edition(
        "a", [section("p", "Comfort"), *below("p", *mine), section("r", "Fees"), *below("r", "x")]
    )
    there = [f"n{id_}" for id_ in mine[:gone]]
    new = edition("b", [section("q", "Fees"), *below("q", *there, "nx")])
    groups = [
        group("p", ""),
        *map(group, mine, there),
        *(group(id_, "") for id_ in mine[gone:]),
        group("r", "q", 0.8),
        group("x", "nx"),
    ]
    found = reunited(old, new, groups)
    (whole,) = [each for each in found if each.new and each.new[0].id == "q"]

    assert (("p", "r") if followed else ("r",)) == tuple(ref.id for ref in whole.old)
    assert 0.8 == whole.confidence
    assert [ref.id for ref in whole.followers] == (["p"] if followed else [])


def test_no_parent_at_all() -> None:
    """Where as many children stand below nothing as below another, nothing is followed."""
    new = edition("b", [section("q", "Owed"), *below("q", "n1"), statement("n2", "Say 2.")])
    groups = [
        group("p", ""),
        group("1", "n1"),
        group("2", "n2"),
        *(group(id_, "") for id_ in "345"),
        group("", "q"),
    ]

    assert "" == outcome(OLD, new, groups)["p"]


def test_who_was_left_is_free_for_another() -> None:
    """The partner that one parent left can be followed by the parent whose children it has."""
    old = edition(
        "a",
        [section("r", "Fees"), *below("r", "6"), section("p", "Comfort"), *below("p", "1", "2")],
    )
    heads = section("x", "Opening"), section("q", "Owed")
    new = edition("b", [*heads, *below("x", "n6"), *below("q", "n1", "n2")])
    groups = [
        group("p", "x"),
        group("r", ""),
        *(group(id_, f"n{id_}") for id_ in "612"),
        group("", "q"),
    ]

    assert {"p": "q", "r": "x", "6": "n6", "1": "n1", "2": "n2"} == outcome(old, new, groups)


def _linked(label: str, votes: str, stays: str = "") -> dict[str, str]:
    """What became of a parent linked to "x", whose children stand below "q" or below "x"."""
    new = edition(
        "b",
        [
            section("x", label),
            *below("x", *(f"n{id_}" for id_ in stays.split())),
            section("q", "What we owe"),
            *below("q", *(f"n{id_}" for id_ in votes.split())),
        ],
    )
    alive = [*votes.split(), *stays.split()]
    groups = [
        group("p", "x"),
        *(group(id_, f"n{id_}" if id_ in alive else "") for id_ in "12345"),
        group("", "q"),
    ]
    return outcome(OLD, new, groups)


def test_a_mistaken_link() -> None:
    """A parent leaves a partner of another name below which no child of it stands."""
    assert "q" == _linked("Opening", "1 2")["p"]
    assert "x" == _linked("Opening", "1")["p"]  # one child alone is no proof
    assert "x" == _linked("Comfort", "1 2")["p"]  # the same name
    assert "x" == _linked("Opening", "1 2 3", stays="4")["p"]  # a child followed it there


def test_the_partner_it_left_is_added() -> None:
    """A new item that loses its predecessor stands alone, as sure as the family was."""
    new = edition("b", [section("x", "Opening"), section("q", "Owed"), *below("q", "n1", "n2")])
    groups = [
        group("p", "x"),
        group("1", "n1"),
        group("2", "n2"),
        *(group(id_, "") for id_ in "345"),
        group("", "q"),
    ]
    found = reunited(OLD, new, groups)

    assert group("", "x") in found
    assert group("p", "q") in found


@pytest.mark.parametrize("kind", ["Section", "CoreValue"])
def test_another_type(kind: str) -> None:
    """A parent follows to a parent of its own type."""
    new = edition("b", [Item(id="q", type=kind, label="Owed"), *below("q", "n1", "n2")])
    groups = [
        group("p", ""),
        group("1", "n1"),
        group("2", "n2"),
        *(group(id_, "") for id_ in "345"),
        group("", "q"),
    ]

    assert ("q" if kind == "Section" else "") == outcome(OLD, new, groups)["p"]


def test_what_is_a_split_stays_one() -> None:
    """A parent that became several, or one of several that became one, is left as it is."""
    new = edition(
        "b",
        [section("x", "One"), section("y", "Two"), section("q", "Owed"), *below("q", "n1", "n2")],
    )
    children = [group("1", "n1"), group("2", "n2"), *(group(id_, "") for id_ in "345")]

    assert "x y" == outcome(OLD, new, [group("p", "x y"), *children, group("", "q")])["p"]
    merged = [group("p 5", "x"), *children[:-1], group("", "y"), group("", "q")]
    assert "x" == outcome(OLD, new, merged)["p"]


def test_the_deeper_family_decides_first() -> None:
    """A parent found by its children votes for its own parent."""
    old = edition(
        "a",
        [section("top", "One"), Item(id="mid", type="Section", parent="top"), *below("mid", "1")],
    )
    new = edition(
        "b",
        [section("t", "Two"), Item(id="m", type="Section", parent="t"), *below("m", "n1")],
    )
    groups = [group("top", ""), group("mid", ""), group("1", "n1"), group("", "t"), group("", "m")]

    assert {"top": "t", "mid": "m", "1": "n1"} == outcome(old, new, groups)


def test_how_sure() -> None:
    """A family is as sure as its share of votes, and says so in its evidence."""
    new = edition(
        "b",
        [section("q", "Owed"), *below("q", "n1", "n2"), section("r", "Rest"), *below("r", "n3")],
    )
    groups = [
        group("p", ""),
        *(group(id_, f"n{id_}") for id_ in "123"),
        *(group(id_, "") for id_ in "45"),
        group("", "q", 0.3),
        group("", "r"),
    ]
    (found,) = [each for each in reunited(OLD, new, groups) if each.followers]

    assert 2 / 3 == found.confidence == found.evidence["children"]
