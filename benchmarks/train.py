#!/usr/bin/env python3
"""
Learn the aligner's weights from a folder of gold files and from made-up revisions of them.

Usage: train.py GOLD_FOLDER [-o weights.json]

Needs lightgbm, which the package itself does not. Each standard weighs the same, however many
items it has.
The features of the surroundings are computed from verdicts of models that never saw the standard.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from gold import Gold, edition_of, folder
from guidegraph.diff.align.assign import one_to_one
from guidegraph.diff.align.entries import Entry, entries_of
from guidegraph.diff.align.features import Pairs, pairs_of
from guidegraph.diff.align.leftovers import attachable
from guidegraph.diff.align.rules import Rules, anchored
from guidegraph.diff.align.score import Forest, PairContext, Scored
from simulate import revise


__all__ = ["Sample", "learn", "samples", "written"]

REVISIONS = 14
STRETCH = (150, 300, 500)
FLOORS = {"core": 0.45, "merge": 0.15, "split": 0.5}
PROVISIONAL = 0.25
GROWING: dict[str, Any] = {
    "objective": "binary",
    "num_leaves": 8,
    "max_depth": 4,
    "learning_rate": 0.08,
    "min_child_weight": 5,
    "min_data_in_leaf": 20,
    "lambda_l2": 5,
    "feature_fraction": 0.4,
    "max_bin": 63,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "seed": 1,
    "verbose": -1,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Two documents with the truth about every candidate pair: 1 or 0, and how much it counts."""

    standard: str
    made_up: bool
    old: tuple[Entry, ...]
    new: tuple[Entry, ...]
    pairs: Pairs
    rules: Rules
    around: PairContext
    truth: Any
    weight: Any


def samples(golds: Sequence[Gold], revisions: int = REVISIONS) -> list[Sample]:
    """The real pairs of editions in every shape, and *revisions* made-up ones for each file."""
    found = []
    for gold in golds:
        rows = gold.content["old"], gold.content["new"]
        nested = any(
            entry.parent is not None and entry.text
            for entry in entries_of(edition_of("old", rows[0], "nested"))
        )
        for shape in ("sections", "nested", "flat") if nested else ("sections", "flat"):
            found.append(_sample(gold.standard, *rows, gold.links, gold.weak, shape))
        for number in range(revisions):
            chance = random.Random(number)
            source = rows[number % 2]
            if len(source) > 600:
                size = chance.choice(STRETCH)
                start = chance.randrange(len(source) - size)
                source = source[start : start + size]
            shape = chance.choice(["sections", "sections", "nested", "nested", "flat"])
            old, new, links = revise(source, number)
            found.append(_sample(gold.standard, old, new, links, frozenset(), shape, made_up=True))
    return found


def _sample(
    standard: str,
    old_rows: list[dict[str, Any]],
    new_rows: list[dict[str, Any]],
    links: Any,
    weak: Any,
    shape: str,
    *,
    made_up: bool = False,
) -> Sample:
    old = entries_of(edition_of("old", old_rows, shape))
    new = entries_of(edition_of("new", new_rows, shape))
    settled = anchored(old, new)
    pairs = pairs_of(old, new, settled)
    at_old = {entry.id: number for number, entry in enumerate(old)}
    at_new = {entry.id: number for number, entry in enumerate(new)}
    real = {(at_old[one], at_new[two]) for one, two in links}
    unsure = {(at_old[one], at_new[two]) for one, two in weak}
    items = {at_old[row["id"]] for row in old_rows}, {at_new[row["id"]] for row in new_rows}
    true = real | {
        (one, two)
        for one, two in _headings(old, new, real)
        if one not in items[0] and two not in items[1]
    }
    cells = list(zip(pairs.old.tolist(), pairs.new.tolist(), strict=True))
    rules = Rules(old, new, pairs, settled)
    weight = np.array([_weight(cell, items, unsure) for cell in cells])
    fixed = set(settled)
    weight *= np.array([0.2 if cell in fixed else 1.0 for cell in cells])
    weight[rules.forbidden] *= 0.2
    return Sample(
        standard=standard,
        made_up=made_up,
        old=old,
        new=new,
        pairs=pairs,
        rules=rules,
        around=PairContext(old, new, pairs),
        truth=np.array([cell in true for cell in cells], dtype=float),
        weight=weight,
    )


def _weight(
    cell: tuple[int, int], items: tuple[set[int], set[int]], unsure: set[tuple[int, int]]
) -> float:
    if cell in unsure:
        return 0.0
    one, two = cell[0] in items[0], cell[1] in items[1]
    if one and two:
        return 1.0
    return 0.5 if one != two else 0.3


def _headings(
    old: Sequence[Entry], new: Sequence[Entry], links: set[tuple[int, int]]
) -> set[tuple[int, int]]:
    """
    The headings that correspond: most linked items under the one are linked to items under the
    other.
    """
    together: Counter[tuple[int, int]] = Counter()
    alone: tuple[Counter[int], Counter[int]] = (Counter(), Counter())
    for one, two in links:
        above = _above(old, one), _above(new, two)
        alone[0].update(above[0])
        alone[1].update(above[1])
        together.update((a, b) for a in above[0] for b in above[1] if old[a].depth == new[b].depth)
    return {
        (a, b)
        for (a, b), count in together.items()
        if 2 * count > alone[0][a] and 2 * count > alone[1][b]
    }


def _above(entries: Sequence[Entry], number: int) -> list[int]:
    found = []
    parent = entries[number].parent
    while parent is not None:
        found.append(parent)
        parent = entries[parent].parent
    return found


def learn(training: Sequence[Sample], trees: int = 120) -> dict[str, Any]:
    """The content of `weights.json`, learnt from *training*."""
    shares = _shares(training)
    names = list(training[0].pairs.features)
    alone = _Learner(training, shares, names, trees)
    own = [dict(sample.pairs.features) for sample in training]
    first = alone.unseen(own)
    around = _surrounded(training, own, first)
    context_names = list(around[0])
    context = _Learner(training, shares, context_names, trees)
    second = context.unseen(around)
    again = _surrounded(training, own, second)
    both = _Learner([*training, *training], [*shares, *shares], context_names, trees)
    final = both.forest([*around, *again])
    third = context.unseen(again)
    tables, truths, weights = [], [], []
    for sample, share, raw in zip(training, shares, third, strict=True):
        scores = sample.rules.apply(raw)
        features = sample.pairs.features | sample.around.features(scores)
        edges = [
            (int(one), int(two), float(score))
            for one, two, score in zip(sample.pairs.old, sample.pairs.new, scores, strict=True)
            if score > PROVISIONAL
        ]
        core = one_to_one(len(sample.old), edges, PROVISIONAL)
        scored = Scored(pairs=sample.pairs, scores=scores, features=features)
        where, table = attachable(sample.old, sample.new, scored, core)
        tables.append(table)
        truths.append(sample.truth[where])
        weights.append(share[where])
    attach = _grow(tables, truths, weights, list(tables[0]), 80, free=True)
    return {
        "note": {
            "learnt_from": sorted({sample.standard for sample in training}),
            "made_up_revisions": sum(sample.made_up for sample in training),
            "by": "benchmarks/train.py",
            "tree": "a number of log-odds, or [feature, limit, tree if at most, tree if more]",
        },
        "floors": FLOORS,
        "alone": alone.forest(own),
        "context": final,
        "attach": attach,
    }


class _Learner:
    """Forests over one list of features: for all standards, or for each without itself."""

    def __init__(
        self, training: Sequence[Sample], shares: Sequence[Any], names: list[str], trees: int
    ) -> None:
        self._training = training
        self._shares = shares
        self._names = names
        self._trees = trees

    def forest(self, tables: Sequence[Mapping[str, Any]], without: str = "") -> dict[str, Any]:
        chosen = [
            number for number, one in enumerate(self._training) if one.standard != without
        ] or list(range(len(self._training)))
        return _grow(
            [tables[number] for number in chosen],
            [self._training[number].truth for number in chosen],
            [self._shares[number] for number in chosen],
            self._names,
            self._trees,
        )

    def unseen(self, tables: Sequence[Mapping[str, Any]]) -> list[Any]:
        """The verdict on each sample by a forest that never saw its standard."""
        found: dict[int, Any] = {}
        for standard in sorted({sample.standard for sample in self._training}):
            content = self.forest(tables, without=standard)
            grown = Forest(start=content["start"], trees=content["trees"])
            for number, sample in enumerate(self._training):
                if sample.standard == standard:
                    scores = grown.probability(tables[number], len(sample.truth))
                    found[number] = scores
        return [found[number] for number in range(len(self._training))]


def _surrounded(
    training: Sequence[Sample], own: Sequence[Mapping[str, Any]], scores: Sequence[Any]
) -> list[dict[str, Any]]:
    return [
        dict(table) | sample.around.features(sample.rules.apply(score))
        for sample, table, score in zip(training, own, scores, strict=True)
    ]


def _shares(training: Sequence[Sample]) -> list[Any]:
    """
    The weights of the pairs such that real and made-up links of each standard count the same in
    all.
    """
    totals: dict[tuple[str, bool], float] = defaultdict(float)
    for sample in training:
        totals[sample.standard, sample.made_up] += float(sample.truth @ sample.weight)
    return [
        sample.weight * 1000.0 / max(1.0, totals[sample.standard, sample.made_up])
        for sample in training
    ]


def _grow(
    tables: Sequence[Mapping[str, Any]],
    truths: Sequence[Any],
    weights: Sequence[Any],
    names: list[str],
    trees: int,
    *,
    free: bool = False,
) -> dict[str, Any]:
    """
    A forest as `weights.json` has it; *free* of the rule that a probability only rises with a
    feature.
    """
    import lightgbm  # type: ignore[import-not-found]

    matrix = np.concatenate([np.column_stack([table[name] for name in names]) for table in tables])
    truth, weight = np.concatenate(truths), np.concatenate(weights)
    options = dict(GROWING)
    if free:
        options |= {"num_leaves": 6, "min_child_weight": 2}
        weight = weight / weight.mean()
    else:
        options["monotone_constraints"] = [1] * len(names)
    grown = lightgbm.train(
        options, lightgbm.Dataset(matrix, truth, weight=weight), num_boost_round=trees
    ).dump_model()
    found = [_tree(tree["tree_structure"], names) for tree in grown["tree_info"]]
    return {"start": 0.0, "trees": found}


def _tree(node: Mapping[str, Any], names: list[str]) -> Any:
    if "leaf_value" in node:
        return round(node["leaf_value"], 5) + 0.0
    return [
        names[node["split_feature"]],
        round(node["threshold"], 5) + 0.0,
        _tree(node["left_child"], names),
        _tree(node["right_child"], names),
    ]


def written(content: Mapping[str, Any]) -> str:
    """The text of `weights.json`, a tree on each line."""
    parts = []
    for name, value in content.items():
        if "trees" in value:
            trees = ",\n  ".join(json.dumps(tree) for tree in value["trees"])
            parts.append(f'"{name}": {{"start": {value["start"]}, "trees": [\n  {trees}\n]}}')
        else:
            parts.append(f'"{name}": {json.dumps(value)}')
    return "{" + ",\n".join(parts) + "}\n"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=Path("weights.json"))
    given = parser.parse_args()
    content = learn(samples(folder(given.gold)))
    given.output.write_text(written(content), encoding="utf-8")
