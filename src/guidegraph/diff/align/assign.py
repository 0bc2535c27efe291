"""The one-to-one core of an alignment: the assignment with the largest sum of scores."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from heapq import heappop, heappush


__all__ = ["one_to_one"]

UNIT = 1_000_000


def one_to_one(size: int, edges: Sequence[tuple[int, int, float]], floor: float) -> dict[int, int]:
    """
    The one-to-one assignment of old to new entries with the largest sum of scores above *floor*.

    Successive shortest paths over the sparse graph (Edmonds & Karp 1972); every old entry may also
    stay alone. Scores are rounded to a millionth: the result must not depend on the last bit.

    Args:
        size: how many old entries there are.
        edges: (old, new, score); those not above *floor* are ignored.

    >>> one_to_one(2, [(0, 0, 0.9), (0, 1, 0.8), (1, 0, 0.7)], 0.5)
    {0: 1, 1: 0}
    """
    costs: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for old, new, score in edges:
        gain = round((score - floor) * UNIT)
        if gain > 0:
            costs[old].append((new, UNIT - gain))
    rows: dict[int, int] = {}
    holder: dict[int, int] = {}
    price: dict[int, int] = defaultdict(int)
    alone = -1 - size
    for start in sorted(costs):
        _augment(start, costs, rows, holder, price, alone)
    return {old: new for old, new in sorted(rows.items()) if new >= 0}


def _augment(
    start: int,
    costs: dict[int, list[tuple[int, int]]],
    rows: dict[int, int],
    holder: dict[int, int],
    price: dict[int, int],
    alone: int,
) -> None:
    """
    Give the old entry *start* a partner along the cheapest chain of reassignments (Dijkstra with
    prices).

    Staying alone is a separate partner of each entry, numbered below zero, that costs 1.
    """
    best: dict[int, int] = {}
    came: dict[int, int] = {}
    done: dict[int, int] = {}
    queue: list[tuple[int, int]] = []
    row, base = start, 0
    while True:
        held = rows.get(row)
        offset = _offset(row, costs, price, held)
        for column, cost in [*costs[row], (alone - row, UNIT)]:
            if column in done or column == held:
                continue
            reach = base + cost - price[column] - offset
            if reach < best.get(column, reach + 1):
                best[column] = reach
                came[column] = row
                heappush(queue, (reach, column))
        while True:
            base, column = heappop(queue)
            if column not in done:
                break
        done[column] = base
        if column not in holder:
            break
        row = holder[column]
    for other, reach in done.items():
        price[other] += reach - base
    while True:
        row = came[column]
        before = rows.get(row)
        rows[row], holder[column] = column, row
        if row == start:
            return
        column = before  # type: ignore[assignment]


def _offset(
    row: int,
    costs: dict[int, list[tuple[int, int]]],
    price: dict[int, int],
    held: int | None,
) -> int:
    """The reduced cost of the partner a row has, which counts as zero along the chain."""
    if held is None:
        return 0
    if held < 0:
        return UNIT - price[held]
    return next(cost for column, cost in costs[row] if column == held) - price[held]
