"""
How likely each candidate pair is the same item, by small ensembles of shallow trees kept as
readable JSON.

The trees were grown by gradient boosting (Friedman 2001) and may only rise with a feature that
speaks for a pair.
`weights.json` holds them with a note on what they were learnt from; `benchmarks/train.py` makes it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from guidegraph.diff.align.anchors import Rules
from guidegraph.diff.align.context import Surroundings
from guidegraph.diff.align.entries import Entry
from guidegraph.diff.align.features import Pairs


if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

__all__ = ["Forest", "Model", "Scored", "load_model", "model_from_json", "score_pairs"]

ROUNDS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Forest:
    """
    Trees whose sum is the log-odds of a pair.

    A tree is a number, or `[feature, limit, tree if at most, tree if more]`.
    """

    start: float
    trees: Sequence[Any]

    def probability(self, features: Mapping[str, Floats], count: int) -> Floats:
        """The probability of each of *count* pairs."""
        total = np.full(count, self.start)
        everything = np.arange(count)
        for tree in self.trees:
            _grow(tree, features, everything, total)
        likely: Floats = np.round(1.0 / (1.0 + np.exp(-total)), 6)
        return likely


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """
    The three ensembles of `weights.json`, and the floors under which nothing is linked.

    Attributes:
        alone: for a pair by itself.
        context: for a pair among its relatives and rivals.
        attach: for a leftover and an entry that has a partner already.
        floors: by name: `core`, `merge` (a leftover old entry), `split` (a leftover new entry).
    """

    alone: Forest
    context: Forest
    attach: Forest
    floors: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """The probability of every candidate pair, and the features of the last round."""

    pairs: Pairs
    scores: Floats
    features: Mapping[str, Floats]


def score_pairs(
    old: Sequence[Entry], new: Sequence[Entry], pairs: Pairs, rules: Rules, model: Model
) -> Scored:
    """
    The probability that each pair is the same item, parents and children, neighbours and rivals
    considered.
    """
    count = len(pairs.old)
    around = Surroundings(old, new, pairs)
    scores = rules.apply(model.alone.probability(pairs.features, count))
    for _ in range(ROUNDS):
        features = pairs.features | around.features(scores)
        scores = rules.apply(model.context.probability(features, count))
    return Scored(pairs=pairs, scores=scores, features=pairs.features | around.features(scores))


@cache
def load_model() -> Model:
    """The model the package comes with."""
    text = files("guidegraph.diff.align").joinpath("weights.json").read_text(encoding="utf-8")
    return model_from_json(json.loads(text))


def model_from_json(content: Mapping[str, Any]) -> Model:
    """A model from the content of `weights.json`."""
    forests = {
        name: Forest(start=content[name]["start"], trees=content[name]["trees"])
        for name in ("alone", "context", "attach")
    }
    return Model(**forests, floors=content["floors"])


def _grow(tree: Any, features: Mapping[str, Floats], where: Ints, total: Floats) -> None:
    """Add to *total*, for the pairs at *where*, what the tree says of them."""
    if not isinstance(tree, list):
        total[where] += tree
        return
    name, limit, low, high = tree
    under = features[name][where] <= limit
    if under.any():
        _grow(low, features, where[under], total)
    if not under.all():
        _grow(high, features, where[~under], total)
