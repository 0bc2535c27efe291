"""
The order of a hierarchy whose items come in any order; without recursion, so any depth will do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from guidegraph.model.edition import Item


__all__ = ["cycles", "in_document_order", "natural_order"]

_DIGITS = re.compile(r"([0-9]+)")


def in_document_order(items: Iterable[Item]) -> tuple[Item, ...]:
    """
    Items depth first, siblings in the order given, each with its position among its siblings.

    The parents of *items* are all among them, without cycles.
    """
    children: dict[str | None, list[Item]] = {}
    for item in items:
        children.setdefault(item.parent, []).append(item)
    places: Counter[tuple[str | None, str]] = Counter()
    ordered: list[Item] = []
    waiting = children.get(None, [])[::-1]
    while waiting:
        item = waiting.pop()
        places[item.parent, item.type] += 1
        ordered.append(replace(item, position=places[item.parent, item.type]))
        waiting += children.get(item.id, [])[::-1]
    return tuple(ordered)


def cycles(parents: Mapping[str, str | None]) -> Iterator[tuple[str, ...]]:
    """
    The circles of items each of which is below the next, in the order of *parents*.

    >>> list(cycles({"a": "b", "b": "c", "c": "b", "d": None}))
    [('b', 'c')]
    """
    seen: dict[str, str] = {}  # each item, and the walk that met it first
    for start in parents:
        walk: list[str] = []
        here: str | None = start
        while here is not None and here not in seen:
            seen[here] = start
            walk.append(here)
            here = parents.get(here)
        if here is not None and seen[here] == start:
            yield tuple(walk[walk.index(here) :])


def natural_order(text: str) -> tuple[tuple[int, str, str], ...]:
    """
    A key that sorts numbers inside a text by their size.

    >>> sorted(["AC-10", "AC-9", "AC-9.1"], key=natural_order)
    ['AC-9', 'AC-9.1', 'AC-10']
    """
    parts = _DIGITS.split(text)
    return tuple(
        (len(part.lstrip("0")), part.lstrip("0"), part) if number % 2 else (0, part, "")
        for number, part in enumerate(parts)
    )
