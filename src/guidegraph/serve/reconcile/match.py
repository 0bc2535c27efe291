"""
What a reconciliation query may mean: candidates with scores, and whether one of them is certain.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz

from guidegraph.language.words import folded
from guidegraph.model.names import id_from_iri_path
from guidegraph.serve.reconcile.entities import PROPERTIES, Entity
from guidegraph.serve.reconcile.index import LONGEST, Index, NameSimilarity
from guidegraph.serve.reconcile.queries import Query


if TYPE_CHECKING:
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]

__all__ = ["EntityMatch", "candidates"]

CERTAIN = 0.85
"""How similar the whole name must be for a candidate to be a match."""

AHEAD = 0.15
"""How far it must be ahead of the next one, unless it alone has exactly these words."""

FLOOR = 0.35
"""The score below which a candidate is left out."""

_Scored = tuple[float, int, dict[str, float]]
"""A score from 0 to 1, the number of an entity, and what made the score."""

_EQUAL = NameSimilarity(whole=1.0, part=1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityMatch:
    """
    An entity that a query may mean.

    *score* is from 0 to 100, and 100 only for the same words, apart from capitals and punctuation.
    """

    entity: Entity
    score: float
    match: bool
    features: Mapping[str, float]


def candidates(index: Index, asked: Query, base: str) -> tuple[EntityMatch, ...]:
    """
    The best candidates for a query, the best first.

    Args:
        base: what the IRIs of entities begin with; a query may name one.
    """
    if not asked.text and not asked.conditions:
        return ()  # a cell without text
    among = _among(index, asked)

    def order(scored: _Scored) -> tuple[float, bool, int]:
        # Matches of a name come before matches of a text.
        score, number, _ = scored
        return -score, "label" not in index.entities[number].values, number

    ranked = sorted(_scored(index, asked, among, base), key=order)
    certain = _is_certain(ranked)
    return tuple(
        EntityMatch(
            entity=index.entities[number],
            score=round(100 * score, 1) if score == 1 else min(round(100 * score, 1), 99.9),
            match=certain and place == 0,
            features=MappingProxyType(features),
        )
        for place, (score, number, features) in enumerate(ranked[: asked.limit])
    )


def _among(index: Index, asked: Query) -> Mask | None:
    """Which entities fulfil the conditions, if there are any."""
    masks = [
        index.holders(each.property, map(folded, each.values))
        for each in asked.conditions
        if not PROPERTIES[each.property].loose
    ]
    if asked.types:
        masks.append(index.of_types(asked.types, every=asked.every))
    return np.logical_and.reduce(masks) if masks else None


def _scored(index: Index, asked: Query, among: Mask | None, base: str) -> Iterator[_Scored]:
    text = asked.text.strip()
    named = index.by_id.get(text, index.by_id.get(id_from_iri_path(text.removeprefix(base))))
    if named is not None and (among is None or among[named]):
        yield 1.0, named, {"name": 1.0, "part": 1.0}
        return
    loose = {
        each.property: [folded(value[:LONGEST]) for value in each.values]
        for each in asked.conditions
        if PROPERTIES[each.property].loose
    }
    text = folded(asked.text[:LONGEST])
    if not asked.text and loose:
        text = next(iter(loose.values()))[0]
    for number, alike in _alike(index, text, among, asked).items():
        features = {"name": round(alike.whole, 4), "part": round(alike.part, 4)}
        scores = [alike.score] if asked.text or not loose else []
        for name, wanted in loose.items():
            scores.append(_agreement(index.entities[number], name, wanted))
            features[name] = round(scores[-1], 4)
        score = sum(scores) / len(scores)
        if score >= FLOOR:
            yield score, number, features


def _alike(
    index: Index, text: str, among: Mask | None, asked: Query
) -> Mapping[int, NameSimilarity]:
    if text:
        numbered = index.holders("notation", [text])
        exact = np.flatnonzero(numbered if among is None else numbered & among).tolist()
        return {**index.like(text, among), **dict.fromkeys(exact, _EQUAL)}
    if asked.text or among is None:  # nothing but punctuation
        return {}
    fulfilling: Sequence[int] = np.flatnonzero(among)[: asked.limit + 1].tolist()
    return dict.fromkeys(fulfilling, _EQUAL)


def _agreement(entity: Entity, name: str, wanted: Sequence[str]) -> float:
    said = [folded(value.text[:LONGEST]) for value in entity.values.get(name, ())]
    return max((fuzz.ratio(one, other) / 100 for one in wanted for other in said), default=0.0)


def _is_certain(ranked: Sequence[_Scored]) -> bool:
    """Whether the first candidate is certain, and stands out."""
    if not ranked or ranked[0][2]["name"] < CERTAIN:
        return False
    first, second = ranked[0][0], ranked[1][0] if len(ranked) > 1 else 0.0
    return first - second >= AHEAD or second < 1 == first
