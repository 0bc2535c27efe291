"""Which members of a list moved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidegraph.diff.order import displaced


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([], []),
        ([5], []),
        ([0, 1, 2, 3], []),
        ([0, 1, 3, 2, 4], [2, 3]),
        ([3, 0, 1, 2], [0]),
        ([1, 2, 3, 0], [3]),
        ([2, 0, 1, 3], [0]),
    ],
)
def test_displaced(places: list[int], expected: list[int]) -> None:
    """Two that changed places both moved; one that went elsewhere is the only one."""
    actual = sorted(displaced(places))

    assert expected == actual


@given(st.permutations(range(9)))
def test_the_rest_kept_its_order(places: list[int]) -> None:
    """Without the displaced members, the order is that of before."""
    moved = displaced(places)
    kept = [place for index, place in enumerate(places) if index not in moved]

    assert sorted(kept) == kept


@given(st.permutations(range(9)))
def test_nothing_moved_only_in_order(places: list[int]) -> None:
    """No member is displaced exactly when the order is the same."""
    assert (places == sorted(places)) == (not displaced(places))
