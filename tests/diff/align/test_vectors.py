"""Sparse products, compared with dense ones."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidegraph.diff.align import search, vectors
from guidegraph.diff.align.vectors import Product, Rows, cosine_rows, grams, weigh


TEXT = st.lists(st.sampled_from("abcdefgh"), max_size=6)
ROWS = st.lists(TEXT, max_size=12)
COUNTS = st.integers(1, 8)


@pytest.fixture(params=["dense", "searched"])
def arrangement(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each law holds for small sets, multiplied densely, and for large ones, in many chunks."""
    if request.param == "searched":
        monkeypatch.setattr(vectors, "DENSE_CELLS", -1)
        monkeypatch.setattr(search, "CHUNK_CELLS", 20)
        monkeypatch.setattr(search, "PAIRED_ENTRIES", 9)
        monkeypatch.setattr(search, "SPREAD_CELLS", 16)
        monkeypatch.setattr(search, "LOPSIDED", 1)


def cosines(old: list[list[str]], new: list[list[str]]) -> tuple[Rows, Rows]:
    left, right, rarity = weigh(old, new)
    return cosine_rows(left, rarity), cosine_rows(right, rarity)


def dense(old: list[list[str]], new: list[list[str]]) -> np.ndarray:
    """The cosines of all pairs, calculated with full vectors."""
    tables = []
    for rows in cosines(old, new):
        table = np.zeros((len(rows.start) - 1, rows.width))
        for number in range(len(table)):
            cut = slice(rows.start[number], rows.start[number + 1])
            table[number, rows.terms[cut]] = rows.weights[cut]
        tables.append(table)
    return np.round(tables[0] @ tables[1].T, 7)


def best(values: np.ndarray, count: int) -> list[float]:
    return sorted(values[values > 0], reverse=True)[:count]


@pytest.mark.usefixtures("arrangement")
@settings(max_examples=40, deadline=None)
@given(ROWS, ROWS, COUNTS)
def test_the_largest_products_of_every_row_and_column_are_found(
    old: list[list[str]], new: list[list[str]], count: int
) -> None:
    """Which of equal products are found may differ, but not their values."""
    table = dense(old, new)
    found = np.zeros_like(table)
    one, two = Product(*cosines(old, new)).top(count)
    found[one, two] = table[one, two]

    for known, all_values in ((found, table), (found.T, table.T)):
        for mine, theirs in zip(known, all_values, strict=True):
            assert best(theirs, count) == best(mine, count)


@pytest.mark.usefixtures("arrangement")
@settings(max_examples=40, deadline=None)
@given(ROWS, ROWS, st.randoms(use_true_random=False))
def test_single_products_are_those_of_full_vectors(
    old: list[list[str]], new: list[list[str]], chance: object
) -> None:
    """In any order of the pairs, with repetitions."""
    cells = [(one, two) for one in range(len(old)) for two in range(len(new))] * 2
    chance.shuffle(cells)  # type: ignore[attr-defined]
    one, two = np.array(cells, dtype=np.int64).reshape(-1, 2).T
    product = Product(*cosines(old, new))

    expected = dense(old, new)[one, two]
    assert np.allclose(expected, product.at(one, two), atol=1e-6)
    assert np.allclose(expected, product.at_repeated(one, two), atol=1e-6)


@settings(max_examples=40, deadline=None)
@given(st.lists(TEXT, min_size=1, max_size=12), st.lists(TEXT, min_size=1, max_size=12))
def test_a_search_with_little_work_has_true_values(
    old: list[list[str]], new: list[list[str]]
) -> None:
    """It may miss a partner, but what it finds has the value that all terms give."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vectors, "DENSE_CELLS", -1)
        patch.setattr(search, "WORK", 0)
        patch.setattr(search, "LEAST", 3)
        searched = Product(*cosines(old, new), settled=([0], [0]))
        one, two = searched.top(2)

    assert np.allclose(dense(old, new)[one, two], searched.at(one, two), atol=1e-6)


def test_a_search_with_little_work_finds_partners_with_a_rare_word() -> None:
    """Of 400 texts with three words in common, each pair has one word of its own."""
    old = [["the", "peer", "supporter", f"word{number}"] for number in range(400)]
    new = old[::-1]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vectors, "DENSE_CELLS", -1)
        patch.setattr(search, "WORK", 0)
        patch.setattr(search, "LEAST", 10)
        product = Product(*cosines(old, new), settled=(range(200), ()))
        one, two = product.top(1)

    assert {(number, 399 - number) for number in range(400)} == set(
        zip(one.tolist(), two.tolist(), strict=True)
    )
    assert np.allclose(1.0, product.at(one, two))


@pytest.mark.parametrize("shared", [False, True])
def test_equal_products_are_found_near_the_diagonal(
    monkeypatch: pytest.MonkeyPatch, shared: bool
) -> None:
    """Of many partners that are equally like, those at the same place are taken."""
    monkeypatch.setattr(vectors, "DENSE_CELLS", -1)
    size, moved = 800, 400
    old = [["see", "annex", f"word{number}"] for number in range(size)]
    news = [(number + moved) % size + (0 if shared else size) for number in range(size)]
    one, two = Product(*cosines(old, [["see", "annex", f"word{k}"] for k in news])).top(3)
    away = np.abs(one - two)

    assert 2 * 3 * size == len(one)
    assert (away[away != moved] <= 2).all()
    assert (2 * size if shared else 0) == (away == moved).sum()


@pytest.mark.parametrize("width", [1, 6])
def test_many_equal_rows_take_little_memory(width: int) -> None:
    """20,000 equal texts on each side are no matrix of 400 million cells."""
    rows = [[f"word{number}" for number in range(width)]] * 20_000
    tracemalloc.start()
    product = Product(*cosines(rows, rows))
    one, two = product.top(5)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 200_000_000
    assert len(one) == 2 * 5 * 20_000
    assert np.abs(one - two).max() <= 5
    assert set(range(20_000)) == set(one[one == two].tolist())


def test_a_row_of_a_million_letters_is_read_once_per_search() -> None:
    """A very long text among short ones, each compared with it."""
    long = "the record of a meeting " * 40_000
    texts = [long, *(f"record {number}" for number in range(3000))]
    left, right, rarity = grams(texts, texts, (4,))
    product = Product(cosine_rows(left, rarity), cosine_rows(right, rarity))
    everything = np.arange(3001)

    assert product.at(everything, everything).min() == 1.0
    assert product.at(everything * 0, everything).argmax() == 0
    assert product.at(everything, everything * 0).argmax() == 0


def test_equal_rows_have_equal_lengths_to_the_last_bit() -> None:
    """Wherever they stand, to be found as equal."""
    rows = [["a", "b", "c", "d", "e"], *([f"x{number}"] for number in range(99))] * 20
    left, _ = cosines(rows, rows)
    same = {left.weights[begin : begin + 5].tobytes() for begin in left.start[:-1:100]}

    assert 1 == len(same)


def test_a_gram_does_not_run_across_texts() -> None:
    """Each text has only the n-grams of its own letters, a space on either side."""
    left, right, _ = grams(["ab", "", "cd"], ["abcd"], (3,))

    assert [0, 2, 2, 4] == left.start.tolist()
    assert [0, 4] == right.start.tolist()
    assert {1} == {len(set(left.terms.tolist()) & {term}) for term in left.terms.tolist()}
