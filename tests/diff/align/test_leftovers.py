"""What is attached to an item that has a partner, and what was carved out of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from guidegraph.diff.align.entries import Entry, EntryGroup
from guidegraph.diff.align.features import pairs_of
from guidegraph.diff.align.leftovers import attached, carve, lineages, related
from guidegraph.diff.align.score import Scored


WHOLE = "Readers bring cards, staff check names, guests sign books, everyone leaves quietly today"


def listed(*texts: str, kind: str = "Item", parent: int | None = None) -> list[Entry]:
    return [
        Entry(id=str(at), text=text, type=kind, parent=parent, order=at)
        for at, text in enumerate(texts)
    ]


def carved(old: Sequence[Entry], new: Sequence[Entry], *more: EntryGroup) -> list[EntryGroup]:
    return carve(old, new, [EntryGroup([0], [0]), *more])


@pytest.mark.parametrize(
    ("piece", "taken"),
    [
        ("staff check names guests sign", True),  # all five words, in their order
        ("staff check names guests always", True),  # four of five
        ("staff check names always politely", False),  # three of five
        ("staff check names always", False),  # three of four
        ("staff names sign books", True),  # four that do not stand side by side
        ("staff names books", False),  # three that do not
        ("names check staff sign guests", False),  # the words in another order
        ("check names", True),  # a short piece: side by side
        ("sign books", True),
        ("check sign", False),  # a short piece: not side by side
        ("check names always", False),  # a short piece: not all of it
        ("", False),
    ],
)
def test_share_of_a_piece(piece: str, taken: bool) -> None:
    """Most of a piece's words are those that the item lost, in order; all of a short one's."""
    old = listed(WHOLE)
    new = listed("Readers bring cards, everyone leaves quietly today", piece)

    assert [EntryGroup([0], [0, 1] if taken else [0])] == carved(old, new)
    assert [EntryGroup([0, 1] if taken else [0], [0])] == carved(new, old)


def test_pieces_stand_one_after_the_other() -> None:
    """What stands between ends the pieces, as another parent, another type and a partner do."""
    old = listed(WHOLE)
    pieces = ["Readers bring cards", "staff check names", "guests sign books"]
    between = listed(*pieces[:2], "Dogs wait outside the door", pieces[2])
    kind = [*listed(*pieces[:2]), Entry(id="2", text=pieces[2], type="Practice")]
    away = [*listed(*pieces[:2]), Entry(id="2", text=pieces[2], parent=0)]
    taken = listed(*pieces)

    assert [EntryGroup([0], [0, 1])] == carved(old, between)
    assert [EntryGroup([0], [0, 1])] == carved(old, kind)
    assert [EntryGroup([0], [0, 1])] == carved(old, away)
    two = [*listed(WHOLE), Entry(id="1", text="Guests sign books twice")]
    assert [EntryGroup([0], [0, 1]), EntryGroup([1], [2])] == carved(
        two, taken, EntryGroup([1], [2])
    )


def test_a_piece_may_be_in_front() -> None:
    """The longest part is the partner, and may be the last one of the list."""
    new = listed("staff check names", "Readers bring cards, guests sign books")

    assert [EntryGroup([0], [0, 1])] == carve(listed(WHOLE), new, [EntryGroup([0], [1])])


def test_words_are_taken_once() -> None:
    """A second neighbour that says the same was carved out of nothing."""
    new = listed("Readers bring cards", "staff check names", "staff check names")

    assert [EntryGroup([0], [0, 1])] == carved(listed(WHOLE), new)


def test_what_the_partner_says_was_not_lost() -> None:
    """A neighbour that repeats what the partner says already is no piece."""
    new = listed(WHOLE, "staff check names, guests sign")

    assert [EntryGroup([0], [0])] == carved(listed(WHOLE), new)


def test_headings_are_not_carved() -> None:
    """Nothing is carved out of an item without a text."""
    old = [Entry(id="0", label="Readers, staff and guests")]
    new = [Entry(id="0", label="Readers"), Entry(id="1", label="staff and guests")]

    assert [EntryGroup([0], [0])] == carved(old, new)


def joined(
    old: list[Entry], new: list[Entry], core: dict[int, int], score: float = 0.7
) -> list[EntryGroup]:
    """The groups if every candidate pair is equally likely."""
    pairs = pairs_of(old, new)
    scores = np.full(len(pairs.old), score)
    return attached(old, new, Scored(pairs=pairs, scores=scores, features=pairs.features), core)


HALVES = ["Readers bring cards, staff check names", "Guests sign books, everyone leaves quietly"]


@pytest.mark.parametrize(("score", "parts"), [(0.7, [0, 1]), (0.5, [0, 1]), (0.49, [0])])
def test_a_leftover_joins_where_it_is_likely(score: float, parts: list[int]) -> None:
    """From the limit on, whatever its class, and the other way round it is a merge."""
    old = listed(WHOLE)
    new = [
        *listed(HALVES[0]),
        *listed("Guests sign books at the gate, and everyone goes home", kind="Practice"),
    ]

    assert [EntryGroup([0], parts)] == joined(old, new, {0: 0}, score)
    assert [EntryGroup(parts, [0])] == joined(new, old, {0: 0}, score)


@pytest.mark.parametrize(
    ("part", "joins"),
    [
        ("guests sign books today", True),
        ("guests keep umbrellas, dogs and bicycles outside the heavy door", False),  # little of it
        ("today", False),  # nothing of the whole
        (HALVES[0], False),  # it repeats the other part
    ],
)
def test_a_part_has_a_real_share_of_the_whole(part: str, joins: bool) -> None:
    """Of its own words and of the words of the whole."""
    new = listed(HALVES[0], part)

    assert [EntryGroup([0], [0, 1] if joins else [0])] == joined(listed(WHOLE), new, {0: 0})


def test_parts_cover_the_whole() -> None:
    """Two entries that have a few words each from a long one are not that one split."""
    long = listed(
        f"{WHOLE}. Lamps stay lit until eleven, porters walk through upper halls, windows remain"
        " shut in winter, gardens open on request, parcels wait behind counters, music stops"
    )
    new = listed("Readers bring cards happily", "Guests sign books sometimes")

    assert [EntryGroup([0], [0])] == joined(long, new, {0: 0})


MANY = "Porters walk through upper halls, lamps stay lit until eleven, windows remain shut"
REST = "in winter gardens open on request, parcels wait behind counters, music stops early"


@pytest.mark.parametrize(
    ("parts", "joins"),
    [
        ([MANY, "Parcels wait behind counters"], True),
        ([MANY, "Parcels wait"], False),  # too little of the whole, though all its words are in it
        ([MANY[:60], "Parcels wait behind counters, music stops"], True),
        ([MANY[:32], "Parcels wait behind counters, music stops"], False),  # too little together
    ],
)
def test_a_part_may_be_small_but_not_a_trifle(parts: list[str], joins: bool) -> None:
    """A part has a tenth of the whole, and all parts have two fifths of it."""
    new = listed(*parts)

    assert [EntryGroup([0], [0, 1] if joins else [0])] == joined(
        listed(f"{MANY} {REST}"), new, {0: 0}
    )


def test_an_entry_and_one_below_it_are_not_two_parts() -> None:
    """Nor is one below that; its sibling is."""
    new = listed(HALVES[0])
    half = "Guests sign books, staff leave quietly"
    below = [*new, Entry(id="1", text=half, parent=0)]
    deeper = [*new, Entry(id="1", text="Rooms", parent=0), Entry(id="2", text=half, parent=1)]
    beside = [*new, Entry(id="1", text=half)]

    assert [EntryGroup([0], [0])] == joined(listed(WHOLE), below, {0: 0})
    assert [EntryGroup([0], [0])] == joined(listed(WHOLE), deeper, {0: 0})
    assert [EntryGroup([0], [0, 1])] == joined(listed(WHOLE), beside, {0: 0})


def test_a_heading_of_two_names_may_become_two_headings() -> None:
    """One below the other: each has its own half, and nothing is left."""
    old = [Entry(id="0", label="Lending and overdue notices")]
    new = [Entry(id="0", label="Lending and"), Entry(id="1", label="Overdue notices", parent=0)]

    assert [EntryGroup([0], [0, 1])] == joined(old, new, {0: 0}, 0.1)
    assert [EntryGroup([0, 1], [0])] == joined(new, old, {0: 0}, 0.1)
    assert [EntryGroup([0], [0])] == joined(old, [new[0], replace(new[1], label="Notices")], {0: 0})


def test_a_part_that_the_whole_absorbed_needs_no_score() -> None:
    """All its words are in the whole, and the whole has them from nowhere else."""
    whole = "The porter notes the weight and the height of each crate at noon"
    parts = [
        "The porter notes the weight of each crate at noon",
        "The porter notes the height of each crate at noon",
    ]
    other = "The porter greets guests at the gate in the morning"

    assert [EntryGroup([0, 1], [0])] == joined(listed(*parts), listed(whole), {0: 0}, 0.0)
    assert [EntryGroup([0], [0, 1])] == joined(listed(whole), listed(*parts), {0: 0}, 0.0)
    # Its partner had all of it already, or has nothing of the whole.
    assert [EntryGroup([0], [0])] == joined(listed(whole, parts[1]), listed(whole), {0: 0}, 0.0)
    assert [EntryGroup([0], [0])] == joined(listed(other, parts[1]), listed(parts[1]), {0: 0}, 0.0)


def test_lineages() -> None:
    """Who is below whom; nobody in a circle."""
    spans = lineages([Entry(id=str(at), parent=up) for at, up in enumerate((None, 0, 1, 0, 5, 4))])

    assert related(spans, 0, 2)
    assert related(spans, 2, 1)
    assert not related(spans, 2, 3)
    assert not related(spans, 4, 5)


def test_only_leftovers_join() -> None:
    """Two that have partners, or two that have none; and a group grows on one side only."""
    texts = ["Readers bring cards to the desk", "Staff check names at the desk"]
    more = "Dogs wait outside, and lamps go out at nine"

    assert [EntryGroup([0], [0]), EntryGroup([1], [1])] == joined(
        listed(*texts), listed(*texts), {0: 0, 1: 1}
    )
    assert [] == joined(listed(*texts), listed(*texts), {})
    both = joined(
        listed(f"{WHOLE}, {HALVES[0]}", more), listed(f"{HALVES[0]}, {more}", HALVES[1]), {0: 0}
    )
    assert 3 == sum(map(len, both[0]))
