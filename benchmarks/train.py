#!/usr/bin/env python3
"""
Learn the aligner's weights from a folder of gold files and from made-up revisions of them.

Usage: train.py GOLD_FOLDER [-o weights.json]

Needs lightgbm and scikit-learn, which the package itself does not. Each standard weighs the same,
however many items it has.
The features of the surroundings are computed from verdicts of models that never saw the standard,
and the calibration from alignments by such models.
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
from guidegraph.diff.align.align import align_entries
from guidegraph.diff.align.entries import Entry, entries_of
from guidegraph.diff.align.features import Pairs, pairs_of
from guidegraph.diff.align.rules import Rules, anchored
from guidegraph.diff.align.score import Model, PairContext, model_from_json
from simulate import revise


__all__ = ["Sample", "calibration", "learn", "learnt", "samples", "standards", "written"]

REVISIONS = 6
STRETCH = (150, 300, 500)
# What counts nothing against a link by itself may be larger or smaller for it.
UNORDERED = frozenset({"size", "brood", "crowd", "depth", "form", "distinct"})
# Of the pairs that others of their entries leave far behind, every twentieth is enough.
BEHIND, EVERY = -0.15, 20
FOLDS = 3
STEPS = 20
# A standard with fewer links than this weighs less; one with four times as many weighs twice as
# much, since a few dropped items of a small standard say little.
LEAST, SHARE = 50, 0.5
UNCALIBRATED = [[0.0, 1.0], [0.0, 1.0]]
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
    counted: Any
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
    lead = np.maximum(pairs.features["together_lead_old"], pairs.features["together_lead_new"])
    cells = list(zip(pairs.old.tolist(), pairs.new.tolist(), strict=True))
    rules = Rules(old, new, pairs, settled)
    weight = np.array([_weight(cell, items, unsure) for cell in cells])
    fixed = set(settled)
    weight *= np.array([0.1 if cell in fixed else 1.0 for cell in cells])
    weight[rules.forbidden] *= 0.2
    truth = np.array([cell in true for cell in cells], dtype=float)
    return Sample(
        standard=standard,
        made_up=made_up,
        old=old,
        new=new,
        pairs=pairs,
        rules=rules,
        around=PairContext(old, new, pairs),
        counted=(lead > BEHIND) | (truth > 0) | (np.arange(len(lead)) % EVERY == 0),
        truth=truth,
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
    """The forests of `weights.json`, learnt from *training*."""
    shares = _shares(training)
    own = [dict(sample.pairs.features) for sample in training]
    names = list(own[0])
    fold_of = {name: at % FOLDS for at, name in enumerate(standards(training))}
    verdicts: dict[int, Any] = {}
    for fold in sorted(set(fold_of.values())):
        inside = [fold_of[sample.standard] == fold for sample in training]
        others = [number for number, here in enumerate(inside) if not here]
        chosen = others or list(range(len(training)))
        grown = _grown(training, own, shares, names, chosen, trees)
        for number, sample in enumerate(training):
            if inside[number]:
                first = grown.predict(_matrix(own[number], names))
                verdicts[number] = sample.rules.apply(np.round(first, 6))
    around = [
        own[number] | sample.around.features(verdicts[number])
        for number, sample in enumerate(training)
    ]
    everything, all_names = list(range(len(training))), list(around[0])
    return {
        "note": {
            "learnt_from": standards(training),
            "made_up_revisions": sum(sample.made_up for sample in training),
            "by": "benchmarks/train.py",
            "tree": "a number of log-odds, or [feature, limit, tree if at most, tree if more]",
        },
        "calibration": UNCALIBRATED,
        "alone": _forest(_grown(training, own, shares, names, everything, trees), names),
        "context": _forest(
            _grown(training, around, shares, all_names, everything, trees), all_names
        ),
    }


def standards(training: Sequence[Sample]) -> list[str]:
    """The standards of the samples, by name."""
    return sorted({sample.standard for sample in training})


def learnt(golds: Sequence[Gold]) -> tuple[dict[str, Any], dict[str, Model]]:
    """
    The content of `weights.json` from all standards; and for each standard a model that never saw
    it, calibrated by what models that never saw them said about the others.
    """
    training = samples(golds)
    contents = {
        standard: learn([sample for sample in training if sample.standard != standard])
        for standard in standards(training)
    }
    said = {
        standard: outcomes(
            [gold for gold in golds if gold.standard == standard], model_from_json(content)
        )
        for standard, content in contents.items()
    }
    models = {
        standard: model_from_json(
            content
            | {
                "calibration": calibration(
                    [each for name, each in said.items() if name != standard]
                )
            }
        )
        for standard, content in contents.items()
    }
    return learn(training) | {"calibration": calibration(list(said.values()))}, models


Outcomes = list[tuple[float, bool]]


def outcomes(golds: Sequence[Gold], model: Model) -> Outcomes:
    """What an uncalibrated model says of each of its links, and whether it is true."""
    found: Outcomes = []
    for gold in golds:
        old, new = (
            entries_of(edition_of(side, gold.content[side], "sections")) for side in ("old", "new")
        )
        rows = {row["id"] for side in ("old", "new") for row in gold.content[side]}
        for group in align_entries(old, new, model=model).groups:
            found += [
                (group.confidence, (one.id, two.id) in gold.links)
                for one in group.old
                for two in group.new
                if one.id in rows and two.id in rows and (one.id, two.id) not in gold.weak
            ]
    return found


def calibration(said: Sequence[Outcomes]) -> list[list[float]]:
    """
    A table from what a model says of links to how often that came true (isotonic regression,
    Zadrozny & Elkan 2002).
    """
    from sklearn.isotonic import IsotonicRegression  # type: ignore[import-untyped]

    # What is certain by a rule needs no calibration.
    rows = [[row for row in each if row[0] < 1.0] for each in said]
    x = np.array([row[0] for each in rows for row in each])
    y = np.array([float(row[1]) for each in rows for row in each])
    w = np.array([1.0 / max(len(each), LEAST) ** SHARE for each in rows for _ in each])
    fitted = IsotonicRegression(y_min=0.05, y_max=0.999, out_of_bounds="clip").fit(
        x, y, sample_weight=w
    )
    grid = np.linspace(0.0, 1.0, STEPS + 1)
    steps = np.unique(np.round([*grid, *np.quantile(x, grid)], 3))
    return [steps.tolist(), fitted.predict(steps).round(4).tolist()]


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


def _grown(
    training: Sequence[Sample],
    tables: Sequence[Mapping[str, Any]],
    shares: Sequence[Any],
    names: list[str],
    chosen: Sequence[int],
    trees: int,
) -> Any:
    """
    Boosted trees over the features *names* of the *chosen* samples; a probability only rises with
    the ordered features.
    """
    import lightgbm  # type: ignore[import-not-found]

    kept = [(number, training[number].counted) for number in chosen]
    matrix = np.concatenate([_matrix(tables[number], names)[here] for number, here in kept])
    truth = np.concatenate([training[number].truth[here] for number, here in kept])
    weight = np.concatenate([shares[number][here] for number, here in kept])
    options = GROWING | {"monotone_constraints": [int(name not in UNORDERED) for name in names]}
    return lightgbm.train(
        options, lightgbm.Dataset(matrix, truth, weight=weight), num_boost_round=trees
    )


def _matrix(table: Mapping[str, Any], names: list[str]) -> Any:
    return np.column_stack([table[name] for name in names])


def _forest(grown: Any, names: list[str]) -> dict[str, Any]:
    """Boosted trees as `weights.json` has them."""
    found = [_tree(tree["tree_structure"], names) for tree in grown.dump_model()["tree_info"]]
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
    content, _ = learnt(folder(given.gold))
    given.output.write_text(written(content), encoding="utf-8")
