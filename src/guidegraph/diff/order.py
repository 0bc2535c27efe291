"""Which items of a list changed their place."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence


__all__ = ["displaced"]


def displaced(places: Sequence[int]) -> frozenset[int]:
    """
    The members of a list that moved, given for each, in its old order, its new place.

    A member stayed if every longest run of members that kept their order contains it. If two
    neighbours changed places, both moved; if one went to the end, only that one did.

    Returns:
        Indices into *places*.

    >>> sorted(displaced([0, 1, 3, 2])), sorted(displaced([3, 0, 1, 2]))
    ([2, 3], [0])
    """
    ending = _longest_ending(places)
    starting = _longest_ending([-place for place in reversed(places)])[::-1]
    longest = max(ending, default=0)
    in_some = [first + last - 1 == longest for first, last in zip(ending, starting, strict=True)]
    rivals = Counter(length for length, on in zip(ending, in_some, strict=True) if on)
    return frozenset(
        index for index, length in enumerate(ending) if not in_some[index] or rivals[length] > 1
    )


def _longest_ending(places: Sequence[int]) -> list[int]:
    """For each member, the longest ascending run that ends with it (by patience sorting)."""
    piles: list[int] = []
    lengths = []
    for place in places:
        pile = bisect_right(piles, place)
        if pile == len(piles):
            piles.append(place)
        else:
            piles[pile] = place
        lengths.append(pile + 1)
    return lengths
