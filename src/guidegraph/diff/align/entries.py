"""
An edition as the aligner sees it: a sequence of entries that carry words and places, no numbers.

Identifiers, notations and codes are not evidence: an entry's `id` is only how the answer names it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from guidegraph.model.edition import Edition


__all__ = ["Entry", "entries_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """
    One item to align, a heading as well as a statement.

    Attributes:
        id: how to name it in the answer; never read as evidence.
        type: the local name of its class.
        label, text: its words, empty where it has none.
        parent: the index of its parent in the same sequence.
        place: where it stands among its siblings, from 0 (first) to 1 (last); 0.5 for an only
            child.
        depth: how many ancestors it has.
        order: its index in the document.
    """

    id: str
    type: str = "Item"
    label: str = ""
    text: str = ""
    parent: int | None = None
    place: float = 0.5
    depth: int = 0
    order: int = 0


def entries_of(edition: Edition) -> tuple[Entry, ...]:
    """
    The items of *edition* in document order, as entries.

    A parent that is not in the edition counts as none.
    """
    index = {item.id: number for number, item in enumerate(edition.items)}
    parents = [None if item.parent is None else index.get(item.parent) for item in edition.items]
    siblings = Counter(parents)
    seen: Counter[int | None] = Counter()
    entries: list[Entry] = []
    depths: list[int] = []
    for number, (item, parent) in enumerate(zip(edition.items, parents, strict=True)):
        last = siblings[parent] - 1
        depths.append(0 if parent is None or parent >= number else depths[parent] + 1)
        entries.append(
            Entry(
                id=item.id,
                type=item.type,
                label=item.pref_label or item.label or "",
                text=item.text or "",
                parent=parent,
                place=seen[parent] / last if last else 0.5,
                depth=depths[number],
                order=number,
            )
        )
        seen[parent] += 1
    return tuple(entries)
