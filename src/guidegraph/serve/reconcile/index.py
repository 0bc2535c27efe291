"""
An index of entities by their names and properties.

A text is compared with names by the trigrams (three letters) that they share, where rare ones
count more, and then letter by letter: a misspelling changes few trigrams, and a cell with a part of
a name shares all of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz

from guidegraph.language.words import folded
from guidegraph.serve.reconcile.entities import PROPERTIES, Entity
from guidegraph.serve.reconcile.trigrams import Trigrams


if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Mask = NDArray[np.bool_]

__all__ = ["LONGEST", "Index", "NameSimilarity"]

LONGEST = 4_000
"""How many letters of a name or of a query are looked at."""

_TELLING = 96
_WEIGHED = 60
_WHOLE = 1 / 3


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSimilarity:
    """
    How similar a name is to a query, each from 0 to 1.

    *whole* is the share of letters in common, *part* the share of the query's own trigrams
    that the name has, *score* the result of both.
    """

    whole: float
    part: float

    @property
    def score(self) -> float:
        """As good as the whole; or, for part of a name, between the two."""
        return max(self.whole, _WHOLE * self.whole + (1 - _WHOLE) * self.part)


class Index:
    """Entities to be looked up."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self.entities = tuple(entities)
        self.by_id: Mapping[str, int] = {
            **{each.path: at for at, each in enumerate(self.entities)},
            **{each.id: at for at, each in enumerate(self.entities)},
        }
        self.names: Sequence[tuple[str, ...]] = [
            tuple(dict.fromkeys(filter(None, (folded(name[:LONGEST]) for name in each.names))))
            for each in self.entities
        ]
        self._owner: Ints = np.repeat(
            np.arange(len(self.names)), [len(names) for names in self.names]
        )
        self._flat = list(chain.from_iterable(self.names))
        self._runs = Trigrams(self._flat)
        self._holders = _holders(self.entities)

    def holders(self, property_: str, values: Iterable[str]) -> Mask:
        """Which entities have one of some plain values of a property."""
        mask = np.zeros(len(self.entities), dtype=bool)
        known = self._holders.get(property_, {})
        for value in values:
            mask[known.get(value, [])] = True
        return mask

    def of_types(self, types: Iterable[str], *, every: bool) -> Mask:
        """Which entities are of one of some types, or of *every* one."""
        masks = [self.holders("", [type_]) for type_ in types]
        mask: Mask = (np.logical_and if every else np.logical_or).reduce(masks)
        return mask

    def like(self, asked: str, among: Mask | None = None) -> Mapping[int, NameSimilarity]:
        """The entities with the names most similar to a plain text, by number."""
        shared, whole = self._runs.shared(asked, _TELLING)
        if among is not None:
            shared[~among[self._owner]] = 0.0
        # Names that have most of the text, and of these the ones that have little else.
        worth = shared / (whole or 1.0) + 2 * shared / (whole + self._runs.weights)
        best = np.flatnonzero(shared)
        if len(best) > _WEIGHED:
            best = best[np.argpartition(-worth[best], _WEIGHED)[:_WEIGHED]]
        found: dict[int, NameSimilarity] = {}
        for number in best.tolist():
            alike = NameSimilarity(
                whole=fuzz.ratio(asked, self._flat[number]) / 100,
                part=min(1.0, float(shared[number]) / whole),
            )
            owner = int(self._owner[number])
            if owner not in found or alike.score > found[owner].score:
                found[owner] = alike
        return found


def _holders(entities: Sequence[Entity]) -> Mapping[str, Mapping[str, Sequence[int]]]:
    """
    The entities that have a value, by property and plain value; under "", by type.

    An entity as value is known by its id, the path without its edition, and its name.
    """
    found: dict[str, dict[str, list[int]]] = {}
    for number, entity in enumerate(entities):
        for type_ in entity.types:
            found.setdefault("", {}).setdefault(type_, []).append(number)
        for name, values in entity.values.items():
            if PROPERTIES[name].loose:
                continue
            for value in values:
                forms = {folded(value.text)}
                if value.id is not None:
                    forms |= {folded(value.id), folded(value.id.partition("/")[2])} - {""}
                for form in forms:
                    found.setdefault(name, {}).setdefault(form, []).append(number)
    return found
