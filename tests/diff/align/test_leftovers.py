"""What is attached to an item that has a partner, and what was carved out of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from guidegraph.diff.align.entries import Entry, EntryGroup
from guidegraph.diff.align.features import pairs_of
from guidegraph.diff.align.leftovers import Attachment, attachments_of, carve
from guidegraph.diff.align.score import Forest, Scored


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
        ("names check staff sign guests", False),  # the words in another order
        ("check names", True),  # a short piece: side by side
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


def _joints(old: list[Entry], new: list[Entry], core: dict[int, int]) -> list[Attachment]:
    """With a forest that finds every pair as likely as not."""
    pairs = pairs_of(old, new)
    scored = Scored(pairs=pairs, scores=np.full(len(pairs.old), 0.7), features=pairs.features)
    return attachments_of(old, new, scored, core, Forest(start=0.0, trees=[]))


@pytest.mark.parametrize(("kind", "score"), [("Item", 0.5), ("Practice", 0.05)])
def test_another_type_hardly_joins(kind: str, score: float) -> None:
    """A leftover of another type is a tenth as likely to belong there."""
    old = listed(WHOLE)
    new = [*listed("Readers bring cards, staff check names"), Entry(id="1", text=WHOLE, type=kind)]
    (attachment,) = _joints(old, new, {0: 0})

    assert Attachment(old=0, new=1, free_old=False, score=score) == attachment
    (folded,) = _joints(new, old, {0: 0})
    assert Attachment(old=1, new=0, free_old=True, score=score) == folded


def test_only_leftovers_join() -> None:
    """Two that have partners, or two that have none, are no joint; nor is a copy of the partner."""
    texts = ["Readers bring cards to the desk", "Staff check names at the desk"]
    copy = listed(*texts, texts[0])

    assert [] == _joints(listed(*texts), listed(*texts), {0: 0, 1: 1})
    assert [] == _joints(listed(*texts), listed(*texts), {})
    assert {(1, 2)} == {(one.old, one.new) for one in _joints(listed(*texts), copy, {0: 0, 1: 1})}


def test_at_most_six_choices() -> None:
    """Of a leftover's many neighbours the six likest are weighed."""
    texts = [f"Readers bring card {number} to the desk" for number in range(9)]
    new = listed(*texts, "Readers bring cards to the desk now")
    attachments = _joints(listed(*texts), new, {number: number for number in range(9)})

    assert 6 == len(attachments)
    assert {9} == {attachment.new for attachment in attachments}
