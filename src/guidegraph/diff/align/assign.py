"""Makes groups of scored pairs: an optimal one-to-one core, then leftovers as splits, merges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from heapq import heappop, heappush

import numpy as np

from guidegraph.diff.align.entries import EntryGroup
from guidegraph.diff.align.leftovers import Attachment
from guidegraph.diff.align.score import Scored


__all__ = ["floors_for", "grouped", "one_to_one"]

UNIT = 1_000_000
LEAST = 0.08


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


def floors_for(scored: Scored, floors: Mapping[str, float]) -> dict[str, float]:
    """
    The floors for the two documents at hand: the more was rewritten, the lower.

    The best threshold for F1 is half the F1 that can be reached (Lipton, Elkan & Naryanaswamy
    2014). That is estimated by the mean score of the best partner of an old entry; its cube,
    because the model is also too cautious if much was rewritten.
    """
    size = scored.pairs.size[0]
    best = np.zeros(size)
    np.maximum.at(best, scored.pairs.old, scored.scores)
    share = float(best.mean()) ** 3 if size else 1.0
    return {name: max(LEAST, floor * share) for name, floor in floors.items()}


def grouped(
    core: Mapping[int, int], attachments: Sequence[Attachment], floors: Mapping[str, float]
) -> list[EntryGroup]:
    """
    The core pairs as groups, and the leftovers attached to them, the surest first.

    A leftover is attached once, where it is likeliest and above the floor of its side. A group
    grows on one side only: a split is one to many and a merge many to one.

    >>> attached = [Attachment(old=1, new=0, free_old=True, score=0.8)]
    >>> grouped({0: 0}, attached, {"merge": 0.5, "split": 0.5})
    [EntryGroup(old=[0, 1], new=[0])]
    """
    groups = [EntryGroup([old], [new]) for old, new in sorted(core.items())]
    of_old = {group.old[0]: group for group in groups}
    of_new = {group.new[0]: group for group in groups}
    ranked = sorted(
        attachments, key=lambda attachment: (-attachment.score, attachment.old, attachment.new)
    )
    joined: set[tuple[bool, int]] = set()
    for attachment in ranked:
        free = (attachment.free_old, attachment.old if attachment.free_old else attachment.new)
        if (
            free in joined
            or attachment.score <= floors["merge" if attachment.free_old else "split"]
        ):
            continue
        group = of_new[attachment.new] if attachment.free_old else of_old[attachment.old]
        mine, others = (group.old, group.new) if attachment.free_old else (group.new, group.old)
        if len(others) > 1:
            continue
        mine.append(free[1])
        joined.add(free)
    for group in groups:
        group.old.sort()
        group.new.sort()
    return groups


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
