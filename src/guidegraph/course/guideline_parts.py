"""The parts of a guideline, and which of them headings name."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from guidegraph.course.subjects import subjects_of
from guidegraph.course.targets import groups_of
from guidegraph.model.edition import Edition, Item


if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["GuidelinePart", "PartNames", "parts_of"]

_MOST_PARTS = 400


@dataclass(frozen=True, slots=True)
class GuidelinePart:
    """A part of a guideline: its name or id, and the names of it and of its practices."""

    name: str
    names: str


def parts_of(
    edition: Edition, items: Sequence[Item]
) -> tuple[NDArray[np.int64], tuple[GuidelinePart, ...]]:
    """
    The number of the part that each item is in, and the parts; none if the guideline has no parts,
    or too many to say anything.
    """
    ids = {group.id for group in groups_of(edition)}
    groups = [
        next((each.id for each in (item, *edition.ancestors(item)) if each.id in ids), None)
        for item in items
    ]
    order = list(dict.fromkeys(group for group in groups if group is not None))
    if not 1 < len(order) <= min(_MOST_PARTS, len(items) // 2):
        return np.full(len(items), -1), ()
    names = {group: [edition.by_id[group].name] for group in order}
    for item, group in zip(items, groups, strict=True):
        if group is not None and item.type == "Practice":
            names[group].append(item.name)
    number = {group: at for at, group in enumerate(order)}
    parts = tuple(
        GuidelinePart(edition.by_id[group].name or group, " ".join(filter(None, names[group])))
        for group in order
    )
    return np.array([-1 if group is None else number[group] for group in groups]), parts


class PartNames:
    """Finds the names of parts in headings; the words of all names count little."""

    def __init__(self, names: Sequence[str]) -> None:
        self._subjects = [subjects_of(name) for name in names]
        seen = Counter(key for subjects in self._subjects for key in subjects)
        self._rarity = {
            key: max(0.0, math.log(len(names) / count) / math.log(len(names)))
            for key, count in seen.items()
        }

    def named_in(self, headings: Sequence[str]) -> NDArray[np.float64]:
        """How much of the names of the parts the nearest heading with a word of any has."""
        found = np.zeros(len(self._subjects))
        for heading in headings:
            ours = subjects_of(heading)
            for at, theirs in enumerate(self._subjects):
                both = sum(
                    self._rarity[key] * min(ours[key].part, theirs[key].part)
                    for key in ours
                    if key in theirs
                )
                found[at] = max(found[at], min(1.0, both))
        return found
