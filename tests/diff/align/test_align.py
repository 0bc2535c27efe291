"""How items changed, found by words and places alone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidegraph.diff.align.align import align, align_entries
from guidegraph.diff.align.entries import entries_of
from guidegraph.model.alignment import Alignment
from guidegraph.model.changes import Ref
from guidegraph.model.edition import Edition, Item


VALUE = [
    "Respect the privacy and confidentiality of the people they support.",
    "Keep the promises they make and be on time for every meeting.",
    "Tell people plainly what they can and cannot do for them.",
    "Do not make false promises, mislead others or misrepresent circumstances.",
    "Hold one another accountable without blame when trust is broken.",
]


def edition(name: str, *items: Item) -> Edition:
    return Edition(id=name, iri=f"https://example.org/{name}", title=name, items=items)


def practices(name: str, texts: Sequence[str], label: str = "Honesty and trust") -> Edition:
    return edition(
        name,
        Item(id="top", label=label),
        *(
            Item(id=f"{name}{number}", type="PracticeStatement", text=text, parent="top")
            for number, text in enumerate(texts, 1)
        ),
    )


def links(alignment: Alignment) -> set[tuple[str, str]]:
    return {link for link in alignment.links if link[0] != "top"}


def pairs(text: str) -> set[tuple[str, str]]:
    return {(f"a{one}", f"b{two}") for one, two in (pair.split("-") for pair in text.split())}


def test_duplicate_is_added_and_what_stood_there_dropped() -> None:
    """A statement pasted twice over another is no rewording of that other."""
    after = [*VALUE[:3], VALUE[0].replace("the privacy", "privacy"), VALUE[4]]
    for pasted in (VALUE[0], VALUE[0].upper(), after[3]):
        found = align(practices("a", VALUE), practices("b", [*VALUE[:3], pasted, VALUE[4]]))

        assert pairs("1-1 2-2 3-3 5-5") == links(found)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ([1, 0, 2, 3, 4], "1-2 2-1 3-3 4-4 5-5"),
        ([4, 3, 2, 1, 0], "1-5 2-4 3-3 4-2 5-1"),
        ([0, 1, 3, 4], "1-1 2-2 4-3 5-4"),
        ([], ""),
    ],
)
def test_order_does_not_matter(order: list[int], expected: str) -> None:
    """Items swapped, turned round or left out are told by their words."""
    found = align(practices("a", VALUE), practices("b", [VALUE[at] for at in order]))

    assert pairs(expected) == links(found)


def test_small_rewording_keeps_the_item() -> None:
    """
    Words dropped and a verb changed do not make a new item, and a statement never seen is added.
    """
    after = [
        "Respect the privacy of people they support.",
        "Honour promises they make and be punctual for every meeting.",
        VALUE[2],
        VALUE[3],
        VALUE[4],
        "Write down each agreement on paper within a fortnight.",
    ]
    found = align(practices("a", VALUE), practices("b", after))

    assert pairs("1-1 2-2 3-3 4-4 5-5") == links(found)


def test_moved_item_is_found_under_another_parent() -> None:
    """An item that changes its parent is the same item."""
    other = ["Listen with care.", "Ask before offering any advice.", "Share the power of choosing."]

    def whole(name: str, first: Sequence[str], second: Sequence[str]) -> Edition:
        rows = [Item(id="top", label="Honesty and trust")]
        rows += [Item(id=f"{name}:{text}", text=text, parent="top") for text in first]
        rows += [Item(id="next", label="Listening")]
        rows += [Item(id=f"{name}:{text}", text=text, parent="next") for text in second]
        return edition(name, *rows)

    found = align(whole("a", VALUE, other), whole("b", VALUE[:4], [*other, VALUE[4]]))

    assert (f"a:{VALUE[4]}", f"b:{VALUE[4]}") in found.links


def test_two_statements_made_one() -> None:
    """Of two statements joined into one, both are found in it; parted again, they are a split."""
    both = f"{VALUE[1]} {VALUE[2]}"
    apart, joined = practices("a", VALUE), practices("b", [VALUE[0], both, VALUE[3], VALUE[4]])
    expected = {("a1", "b1"), ("a2", "b2"), ("a3", "b2"), ("a4", "b3"), ("a5", "b4")}

    assert expected == links(align(apart, joined))
    assert {(two, one) for one, two in expected} == links(align(joined, apart))


def test_types_keep_apart() -> None:
    """A role that sounds like a practice is not that practice."""
    text = "Support the choice of people in all decisions about their lives."
    old = edition("a", Item(id="p", type="PracticeStatement", text=text))
    new = edition(
        "b",
        Item(id="r", type="SupervisorRole", text="Help peers support the choice of people."),
        Item(id="p2", type="PracticeStatement", text=text.replace("all ", "")),
    )

    assert {("p", "p2")} == set(align(old, new).links)


def test_verbatim_duplicates_go_to_the_corresponding_parent() -> None:
    """The same words under two parents stay where they are."""
    rows = [
        Item(id="x", label="Choosing a supplier"),
        Item(id="x1", text="Review the plan every year.", parent="x"),
        Item(id="y", label="Hiring of new staff"),
        Item(id="y1", text="Review the plan every year.", parent="y"),
    ]
    found = align(edition("a", *rows), edition("b", *rows[2:], *rows[:2]))

    assert {(row.id, row.id) for row in rows} == set(found.links)


def test_confirmed_pairs_stand() -> None:
    """An editor's pair overrules the words, and excludes others for its items."""
    found = align(
        practices("a", VALUE), practices("b", VALUE), confirmed=[("a1", "b2"), ("a9", "b1")]
    )

    assert ("a1", "b2") in found.links
    assert not {("a1", "b1"), ("a2", "b2")} & found.links


def test_confirmed_pairs_may_be_a_split() -> None:
    """Two confirmed pairs of one item are one group."""
    found = align(
        practices("a", VALUE), practices("b", VALUE), confirmed=[("a1", "b1"), ("a1", "b2")]
    )

    assert {("a1", "b1"), ("a1", "b2")} == {link for link in found.links if link[0] == "a1"}
    assert 1 == len([group for group in found.groups if Ref(edition="a", id="a1") in group.old])


def test_small_diffs_do_not_import_scipy() -> None:
    """
    What costs a quarter of a second to import is not on the path of a small diff; hash seeds
    change nothing.
    """
    program = (
        "import sys; from guidegraph.diff.align.align import align_entries; "
        "from guidegraph.diff.align.entries import Entry\n"
        "def side(n, k): return [Entry(id=f'{n}{i}', text=f'w{i % 7} says w{i * k % 31} to w{i}',"
        " order=i, place=i / 99) for i in range(100)]\n"
        "found = align_entries(side('a', 3), side('b', 5))\n"
        "assert 'scipy' not in sys.modules\n"
        "print([(g.old, g.new, g.confidence, g.evidence) for g in found.groups])"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", program],
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1")
    }

    assert 1 == len(answers)


WORDS = st.sampled_from(["plan", "review", "risk", "staff", "record", "", "the", "asset", "not"])
TEXTS = st.lists(st.lists(WORDS, max_size=6).map(" ".join), max_size=14)


def made(texts: Sequence[str], name: str = "a") -> Edition:
    """An edition in which every fourth item is the parent of those that follow."""
    items = []
    parent = None
    for number, text in enumerate(texts):
        items.append(Item(id=f"{name}{number}", text=text or None, parent=parent))
        if number % 4 == 0:
            parent = f"{name}{number}"
    return edition(name, *items)


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_an_edition_is_aligned_with_itself_item_by_item(texts: list[str]) -> None:
    """The identity, whatever is repeated or empty."""
    one = made(texts)

    refs = [(Ref(edition="a", id=item.id),) for item in one.items]

    assert [(ref, ref) for ref in refs] == [
        (group.old, group.new) for group in align(one, one).groups
    ]


@settings(max_examples=40, deadline=None)
@given(TEXTS, TEXTS)
def test_every_item_is_in_exactly_one_group(first: list[str], second: list[str]) -> None:
    """
    Nothing is lost and nothing counted twice; numbers are within their bounds; a second run says
    the same.
    """
    old, new = entries_of(made(first, "a")), entries_of(made(second, "b"))
    found = align_entries(old, new)

    assert [entry.ref for entry in old] == sorted(
        (ref for group in found.groups for ref in group.old),
        key=[entry.ref for entry in old].index,
    )
    assert {entry.ref for entry in new} == {ref for group in found.groups for ref in group.new}
    assert len(new) == sum(len(group.new) for group in found.groups)
    for group in found.groups:
        assert 0 <= group.confidence <= 1
        assert all(0 <= value <= 1 for value in group.evidence.values())
    assert found.groups == align_entries(old, new).groups
