"""From scores to groups."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from guidegraph.diff.align.assign import one_to_one


TABLE = st.lists(st.lists(st.integers(0, 9), min_size=4, max_size=4), min_size=1, max_size=4)


@settings(max_examples=150, deadline=None)
@given(TABLE)
def test_core_is_optimal(table: list[list[int]]) -> None:
    """No other one-to-one assignment has a larger sum above the floor."""
    edges = [
        (row, column, score / 10)
        for row, scores in enumerate(table)
        for column, score in enumerate(scores)
    ]
    found = one_to_one(len(table), edges, 0.3)
    best = max(
        sum(max(table[row][column] - 3, 0) for row, column in enumerate(columns))
        for columns in permutations(range(4), len(table))
    )

    assert best == sum(table[row][column] - 3 for row, column in found.items())
    assert len(found) == len(set(found.values()))


def test_low_scores_stay_alone() -> None:
    """Nothing at or under the floor is paired."""
    assert {} == one_to_one(2, [(0, 0, 0.3), (1, 0, 0.1)], 0.3)
