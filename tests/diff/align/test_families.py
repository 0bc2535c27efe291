"""Parents follow their children, and pieces the item they were carved out of."""

from __future__ import annotations

import pytest

from guidegraph.diff.align.fan_in import align_editions
from guidegraph.model.changes import Ref
from guidegraph.model.edition import Edition, Item
from tests.diff.builders import edition, section, statement


RULES = (
    "Readers may stay as long as the room is open to them.",
    "Staff lend umbrellas when it rains before closing time.",
    "Children find picture books on the lowest shelves.",
    "Newspapers of the whole week hang beside the door.",
)


def _groups(old: Edition, *more: Edition, new: Edition) -> set[tuple[str, str]]:
    found = align_editions([old, *more], new).groups
    return {
        (",".join(ref.id for ref in group.old), ",".join(ref.id for ref in group.new))
        for group in found
    }


def _with(*heads: Item, parent: str) -> list[Item]:
    return [*heads, *(statement(f"r{n}", text, parent) for n, text in enumerate(RULES))]


def test_renamed_section() -> None:
    """A section that was renamed went where its statements went."""
    old = edition("a", _with(section("s", "Comfort"), parent="s"))
    new = edition("b", _with(section("x", "Opening"), section("t", "What we owe"), parent="t"))

    assert ("s", "t") in _groups(old, new=new)
    assert ("", "x") in _groups(old, new=new)


def test_value_that_got_a_description() -> None:
    """A value keeps its place when it gets a description it did not have."""
    bare = Item(id="v", type="CoreValue", label="OPEN (TO ALL)", pref_label="Open (to all)")
    full = Item(
        id="v", type="CoreValue", label="OPEN", pref_label="Open", text="Nobody has to explain."
    )
    old = edition("a", _with(bare, parent="v"))
    new = edition("b", _with(full, parent="v"))

    assert ("v", "v") in _groups(old, new=new)


def test_sections_that_became_one() -> None:
    """Two sections whose statements stand below one now are merged into it."""
    halves = [statement(f"r{n}", text, "s" if n < 2 else "t") for n, text in enumerate(RULES)]
    old = edition("a", [section("s", "Comfort"), section("t", "Reading"), *halves])
    new = edition("b", _with(section("u", "Comfort and reading"), parent="u"))

    assert ("s,t", "u") in _groups(old, new=new)


def test_section_without_its_statements_is_gone() -> None:
    """A section none of whose statements are left is dropped with them."""
    old = edition(
        "a",
        [
            section("s", "Comfort"),
            statement("1", RULES[0], "s"),
            section("t", "Fees"),
            statement("2", "A lost card costs two coins.", "t"),
        ],
    )
    new = edition("b", [section("s", "Comfort"), statement("1", RULES[0], "s")])

    assert {("t", ""), ("2", "")} <= _groups(old, new=new)


def test_sentence_that_became_a_list() -> None:
    """What a sentence enumerated and entries of a list say now is a split, short entries too."""
    text = "We hear readers by: 1) surveys, 2) open evenings in spring and 3) a box at the door."
    old = edition("a", [section("s", "Voice"), statement("1", text, "s")])
    pieces = ["We hear readers by:", "Surveys", "Open evenings in spring", "A box at the door"]
    new = edition(
        "b", [section("s", "Voice"), *(statement(f"n{n}", t, "s") for n, t in enumerate(pieces))]
    )

    assert ("1", "n0,n1,n2,n3") in _groups(old, new=new)
    assert ("n0,n1,n2,n3", "1") in _groups(new, new=old)


def test_neighbour_with_words_of_its_own_is_added() -> None:
    """A new neighbour that says something else is no piece."""
    old = edition("a", [section("s", "Voice"), statement("1", RULES[0] + " " + RULES[1], "s")])
    new = edition(
        "b",
        [
            section("s", "Voice"),
            statement("1", RULES[0], "s"),
            statement("2", "Fees are paid at the desk by noon.", "s"),
        ],
    )

    assert ("", "2") in _groups(old, new=new)


def test_nearly_nothing_in_common_is_not_the_same() -> None:
    """What stands in the same place and says something else is dropped and added."""
    old = edition(
        "a",
        [
            section("s", "Voice"),
            statement("1", RULES[0], "s"),
            statement("2", "Dogs wait outside on a leash.", "s"),
        ],
    )
    new = edition(
        "b",
        [
            section("s", "Voice"),
            statement("1", RULES[0], "s"),
            statement("2", "Fees are paid at the desk by noon.", "s"),
        ],
    )

    assert {("2", ""), ("", "2")} <= _groups(old, new=new)


def test_fan_in() -> None:
    """An item that two parents have is merged; one that only one has comes from that one."""
    first = edition("a", [section("s", "Comfort"), statement("1", RULES[0], "s")])
    second = edition("c", [section("s", "Comfort"), statement("1", RULES[1], "s")])
    new = edition(
        "b",
        [section("s", "Comfort"), statement("1", RULES[0], "s"), statement("2", RULES[1], "s")],
    )
    found = align_editions([first, second], new).groups
    parents = {group.new[0].id: group.old for group in found if group.new}

    assert parents == {
        "s": (Ref(edition="a", id="s"), Ref(edition="c", id="s")),
        "1": (Ref(edition="a", id="1"),),
        "2": (Ref(edition="c", id="1"),),
    }


@pytest.mark.parametrize("count", [1, 2])
def test_every_item_is_in_one_group(count: int) -> None:
    """No item is lost or doubled by the stages after the assignment."""
    olds = [edition(name, _with(section("s", "Comfort"), parent="s")) for name in "ac"[:count]]
    new = edition("b", _with(section("t", "Reading"), parent="t"))
    groups = align_editions(olds, new).groups
    old_refs = [ref for group in groups for ref in group.old]
    new_refs = [ref for group in groups for ref in group.new]

    assert len(old_refs) == len(set(old_refs)) == count * len(olds[0].items)
    assert sorted(new_refs) == sorted(Ref(edition="b", id=item.id) for item in new.items)
