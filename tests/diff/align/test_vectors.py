"""Sparse products, compared with dense ones."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidegraph.diff.align import search, vectors
from guidegraph.diff.align.vectors import Product, cosine_rows, weigh


ROWS = st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=6), max_size=12)


def dense(old: list[list[str]], new: list[list[str]]) -> np.ndarray:
    """The cosines of all pairs, calculated with full vectors."""
    left, right, rarity = weigh(old, new)
    tables = []
    for rows in (cosine_rows(left, rarity), cosine_rows(right, rarity)):
        table = np.zeros((len(rows.start) - 1, rows.width))
        for number in range(len(table)):
            cut = slice(rows.start[number], rows.start[number + 1])
            table[number, rows.terms[cut]] = rows.weights[cut]
        tables.append(table)
    return tables[0] @ tables[1].T


def product(old: list[list[str]], new: list[list[str]]) -> Product:
    left, right, rarity = weigh(old, new)
    return Product(cosine_rows(left, rarity), cosine_rows(right, rarity))


@pytest.fixture(params=["dense", "sparse"], autouse=True)
def arrangement(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each law holds for small sets, multiplied densely, and for large ones."""
    if request.param == "sparse":
        monkeypatch.setattr(vectors, "DENSE_CELLS", -1)
        monkeypatch.setattr(search, "CHUNK_CELLS", 20)


@settings(max_examples=60, deadline=None)
@given(ROWS, ROWS)
def test_neighbourhood_is_the_mean_of_the_largest_without_the_first(
    old: list[list[str]], new: list[list[str]]
) -> None:
    """Of six values, the five after the largest count; of fewer, all after the largest."""
    rows, columns = product(old, new).neighbourhood(6)

    for found, table in ((rows, dense(old, new)), (columns, dense(old, new).T)):
        expected = [np.sort(values)[-6:-1].mean() if len(values) > 1 else 0.0 for values in table]
        assert np.allclose(expected, found, atol=1e-7)
