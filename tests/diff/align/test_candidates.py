"""Which pairs are looked at."""

from __future__ import annotations

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


def test_empty_documents_have_no_candidates() -> None:
    """Nothing against something is no pair."""
    assert 0 == len(pairs_of(flat([]), flat(["a"])).old)
    assert 0 == len(pairs_of(flat(["a"]), flat([])).old)
