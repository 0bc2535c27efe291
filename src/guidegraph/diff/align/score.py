"""
How likely each candidate pair is the same item, by small ensembles of shallow trees, stored as
readable JSON.

The trees come from gradient boosting (Friedman 2001) and may only rise with a feature that supports
a pair. `weights.json` contains them with a note on the training data; `benchmarks/train.py` makes
it. A pair is scored by itself, then once more with the scores of its parents, neighbours, children
and rivals.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from guidegraph.diff.align.candidates import offspring, parents_of
from guidegraph.diff.align.entries import Entry
from guidegraph.diff.align.features import Pairs, best_other, rank
from guidegraph.diff.align.rules import Rules


if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

__all__ = [
    "Forest",
    "Model",
    "PairContext",
    "Scored",
    "load_model",
    "model_from_json",
    "score_pairs",
]


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
    What `weights.json` has.

    Attributes:
        alone: the forest for a pair by itself.
        context: the forest for a pair among its relatives and rivals.
        calibration: what the model says of links, and how often that came true.
    """

    alone: Forest
    context: Forest
    calibration: Sequence[Sequence[float]]

    def calibrated(self, values: Floats) -> Floats:
        """The share of what the model is this sure of that came true."""
        said, true = self.calibration
        found: Floats = np.round(np.interp(values, said, true), 4)
        return found


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
    The probability that each pair is the same item, with its parents, children, neighbours and
    rivals.
    """
    around = PairContext(old, new, pairs)
    first = rules.apply(model.alone.probability(pairs.features, len(pairs.old)))
    features = pairs.features | around.features(first)
    scores = rules.apply(model.context.probability(features, len(pairs.old)))
    return Scored(pairs=pairs, scores=scores, features=features)


@cache
def load_model() -> Model:
    """The model of the package."""
    text = files("guidegraph.diff.align").joinpath("weights.json").read_text(encoding="utf-8")
    return model_from_json(json.loads(text))


def model_from_json(content: Mapping[str, Any]) -> Model:
    """A model from the content of `weights.json`."""
    forests = {
        name: Forest(start=content[name]["start"], trees=content[name]["trees"])
        for name in ("alone", "context")
    }
    return Model(**forests, calibration=content["calibration"])


def _grow(tree: Any, features: Mapping[str, Floats], where: Ints, total: Floats) -> None:
    """Add to *total*, for the pairs at *where*, the value of the tree."""
    if not isinstance(tree, list):
        total[where] += tree
        return
    name, limit, low, high = tree
    under = features[name][where] <= limit
    if under.any():
        _grow(low, features, where[under], total)
    if not under.all():
        _grow(high, features, where[~under], total)


class PairContext:
    """The indices of the related pairs of each pair; found once, used in every round."""

    def __init__(self, old: Sequence[Entry], new: Sequence[Entry], pairs: Pairs) -> None:
        self.pairs = pairs
        one, two = pairs.old, pairs.new
        parents = parents_of(old), parents_of(new)
        self._up = parents[0][one], parents[1][two]
        self._parent = pairs.find(*self._up)
        self._up_old = pairs.find(parents[0][one], two)
        self._up_new = pairs.find(one, parents[1][two])
        self._families = _grouped(*self._up, len(new))
        self._broods = _broods(parents[0])[parents[0][one]], _broods(parents[1])[parents[1][two]]
        self._distinct = pairs.features["distinct"]
        self._crowd = (
            _substance(parents[0], one, self._distinct),
            _substance(parents[1], two, self._distinct),
        )
        # The pairs of an entry with entries of one family.
        self._homes = (
            _grouped(one, self._up[1], len(new)),
            _grouped(self._up[0], two, len(new)),
        )
        self._beside = []
        for step in (-1, 1):
            left, right = _sibling(old, step)[one], _sibling(new, step)[two]
            self._beside.append((pairs.find(left, right), (left < 0) & (right < 0)))

    def features(self, scores: Floats) -> dict[str, Floats]:
        """The features of every pair, given a probability for every pair."""
        pairs = self.pairs
        one, two = pairs.old, pairs.new
        rival_old = best_other(one, scores, pairs.size[0])
        rival_new = best_other(two, scores, pairs.size[1])
        found = {
            "score": scores,
            "score_lead_old": scores - rival_old,
            "score_lead_new": scores - rival_new,
            "score_rank_old": rank(one, scores),
            "score_rank_new": rank(two, scores),
            "crowd": self._broods[1] / np.maximum(1.0, self._broods[0] + self._broods[1]),
        }
        for name, home in zip(("old", "new"), self._homes, strict=True):
            rival = best_other(home, scores, int(home.max()) + 1 if len(home) else 0)
            found[f"home_lead_{name}"] = scores - rival
        top = (self._up[0] < 0) & (self._up[1] < 0)
        found["parents"] = np.where(top, 1.0, _looked_up(scores, self._parent))
        found["to_parent"] = _looked_up(scores, self._up_old)
        found["from_parent"] = _looked_up(scores, self._up_new)
        lead = np.minimum(found["score_lead_old"], found["score_lead_new"])
        found["parents_lead"] = np.where(top, 1.0, _looked_up(lead, self._parent))
        sides = [np.where(ends, 1.0, _looked_up(scores, at)) for at, ends in self._beside]
        found["neighbours"] = (sides[0] + sides[1]) / 2
        found["neighbour"] = np.maximum(sides[0], sides[1])
        chosen = (lead > 0) & (scores > 0.3)
        found["children"] = self._children(scores, chosen)
        found["siblings"] = self._siblings(scores, chosen)
        found["drift"] = self._drift(chosen)
        return {name: np.round(values, 6) for name, values in found.items()}

    def _children(self, scores: Floats, chosen: NDArray[np.bool_]) -> Floats:
        """
        The share of the children of both entries that are partners; 0.5 if neither has any.

        A child that its edition repeats counts nothing.
        """
        at = self._parent
        kept = chosen & (at >= 0) & (self._distinct > 0)
        held = np.bincount(at[kept], weights=scores[kept], minlength=len(scores))
        most = np.maximum(*self._crowd)
        return np.where(most > 0, np.minimum(held / np.maximum(most, 1.0), 1.0), 0.5)

    def _siblings(self, scores: Floats, chosen: NDArray[np.bool_]) -> Floats:
        """The share of the other siblings, in the smaller family, with partners in the other."""
        held = np.where(chosen, scores, 0.0)
        total = np.bincount(self._families, weights=held, minlength=1)[self._families] - held
        others = np.minimum(*self._broods) - 1.0
        return np.where(others > 0, np.minimum(total / np.maximum(others, 1.0), 1.0), 0.5)

    def _drift(self, chosen: NDArray[np.bool_]) -> Floats:
        """How near the new entry is to the successors of the old entry's neighbours, at most 1."""
        pairs = self.pairs
        count = pairs.size[0]
        if not count or not len(pairs.old):
            return np.zeros(len(pairs.old))
        partner = np.full(count, np.nan)
        partner[pairs.old[chosen]] = pairs.new[chosen] - pairs.old[chosen]
        window = np.full((count, 6), np.nan)
        for column, step in enumerate((-3, -2, -1, 1, 2, 3)):
            if step < 0:
                window[-step:, column] = partner[:step]
            else:
                window[:-step, column] = partner[step:]
        near = np.full(len(pairs.old), np.inf)
        gap = pairs.new - pairs.old
        for column in range(6):
            off = np.abs(gap - window[pairs.old, column])
            near = np.fmin(near, off)
        return np.where(np.isfinite(near), 1.0 / (1.0 + near), 0.0)


def _looked_up(values: Floats, at: Ints) -> Floats:
    if not len(values):
        return np.zeros(len(at))
    return np.where(at >= 0, values[np.maximum(at, 0)], 0.0)


def _substance(parents: Ints, ends: Ints, distinct: Floats) -> Floats:
    """For the entry of each pair, how many children it has that their edition does not repeat."""
    counted = np.zeros(len(parents))
    counted[ends[distinct > 0]] = 1.0
    counted[parents < 0] = 0.0
    if not len(parents):
        return np.zeros(len(ends))
    below: Floats = np.bincount(
        np.maximum(parents, 0), weights=counted, minlength=len(parents)
    ).astype(float)
    return below[ends]


def _broods(parents: Ints) -> Floats:
    """How many children each entry has; last, under index -1, how many entries have no parent."""
    count = len(parents)
    return np.bincount(np.where(parents < 0, count, parents), minlength=count + 1).astype(float)


def _grouped(up_old: Ints, up_new: Ints, width: int) -> Ints:
    """A number for each pair of families."""
    keys = (up_old + 1) * (width + 2) + up_new + 1
    numbers: Ints = np.unique(keys, return_inverse=True)[1].astype(np.int64)
    return numbers


def _sibling(entries: Sequence[Entry], step: int) -> Ints:
    """The index of each entry's previous (-1) or next (1) sibling, -1 for none."""
    found = np.full(len(entries), -1, dtype=np.int64)
    for children in offspring(entries).values():
        for at, child in enumerate(children):
            other = at + step
            if 0 <= other < len(children):
                found[child] = children[other]
    return found
