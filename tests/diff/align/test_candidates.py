"""Which pairs are looked at."""

from __future__ import annotations

import numpy as np

from guidegraph.diff.align.entries import Entry
from guidegraph.diff.align.features import pairs_of


def flat(texts: list[str]) -> list[Entry]:
    last = max(1, len(texts) - 1)
    return [
        Entry(id=str(number), text=text, order=number, place=number / last)
        for number, text in enumerate(texts)
    ]


def test_shared_words_make_a_candidate() -> None:
    """The partner is among the candidates wherever it stands."""
    texts = [f"keep record {number} of matter {number * 7 % 60}" for number in range(60)]
    pairs = pairs_of(flat(texts), flat(texts[::-1]))

    assert (pairs.find(pairs.old[:0], pairs.new[:0]) >= 0).all()
    found = set(zip(pairs.old.tolist(), pairs.new.tolist(), strict=True))
    assert {(number, 59 - number) for number in range(60)} <= found


def test_many_equal_texts_do_not_make_all_pairs() -> None:
    """A text repeated hundreds of times gets a few candidates each, its own place among them."""
    pairs = pairs_of(flat(["see above"] * 300), flat(["see above"] * 300))

    assert len(pairs.old) < 300 * 60
    found = set(zip(pairs.old.tolist(), pairs.new.tolist(), strict=True))
    assert {(number, number) for number in range(300)} <= found


def test_an_entry_with_many_children_is_followed_to_a_few_partners() -> None:
    """Hundreds of entries like a parent of hundreds of children do not make all pairs of them."""
    old = [
        Entry(id="parent", text="keep the record"),
        *(Entry(id=f"old {k}", text=f"child {k}", parent=0, place=k / 400) for k in range(400)),
    ]
    new = [Entry(id=f"new {number}", text="keep the record") for number in range(400)]
    pairs = pairs_of(old, new)

    assert len(pairs.old) < 400 * 30
    assert (pairs.find(pairs.old * 0, pairs.new) >= 0).any()


def test_the_child_of_one_is_a_candidate_of_its_likely_parent() -> None:
    """A child that was folded into its parent, and the children at the same place."""
    old = [
        Entry(id="parent", text="peer supporters keep a record of each meeting"),
        Entry(id="first", text="agreed goals", parent=0, place=0.0),
        Entry(id="last", text="open questions", parent=0, place=1.0),
    ]
    new = [
        Entry(id="parent", text="peer supporters keep a record of each meeting"),
        Entry(id="only", text="date and place", parent=0),
    ]
    pairs = pairs_of(old, new)

    found = set(zip(pairs.old.tolist(), pairs.new.tolist(), strict=True))
    assert {(1, 0), (2, 0), (0, 1), (1, 1), (2, 1)} <= found


def test_equal_names_near_in_the_document_are_candidates() -> None:
    """Of hundreds of equal labels, those around the same place."""
    old = [Entry(id=f"old {number}", label="Purpose", order=number) for number in range(500)]
    new = [Entry(id=f"new {number}", label="Purpose", order=number) for number in range(1000)]
    pairs = pairs_of(old, new)

    assert set(range(0, 1000, 2)) <= set(pairs.new[pairs.new == 2 * pairs.old].tolist())
    assert np.abs(pairs.new - 2 * pairs.old).max() < 1000


def test_empty_documents_have_no_candidates() -> None:
    """Nothing against something is no pair."""
    assert 0 == len(pairs_of(flat([]), flat(["a"])).old)
    assert 0 == len(pairs_of(flat(["a"]), flat([])).old)
