"""
How well differences in wording are graded, on pairs that people have judged.

    python benchmarks/wording.py FILE… [--list] [--fit]

FILE is JSON, `{"pairs": [{"before": …, "after": …, "binary": "changing" or "preserving"}, …]}`
(without `binary`, the publisher says that no pair changes the meaning), or a table of lines
`other | old | new` and `same | old | new` (`tests/diff/wording/grades.txt`), or one of blocks
(`tests/diff/wording/aspect_pairs.txt`).

A pair is called changing if its class is substantive. Printed are the share of each class, the
macro-F1 and the AUC of the weight where both answers occur, baselines of the same run whose
threshold is the best possible on the very file, and how often pairs of a weight are changing.
`--list` prints what is wrong with its reasons; `--fit` prints coefficients fitted to the pairs.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
from rapidfuzz.distance import Indel
from scipy.optimize import minimize

from guidegraph.diff.wording.classify import classify, findings
from guidegraph.diff.wording.weight import ASPECTS, COEFFICIENTS, features, strongest
from guidegraph.model.changes import Wording, WordingVerdict


__all__ = ["Pair", "auc", "fitted", "macro_f1", "main", "pairs_of", "report"]

# How far the fit may stay from the data to keep coefficients small.
RIDGE = 0.002

FLOORS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two texts that differ, and whether people say that the meaning does."""

    old: str
    new: str
    changing: bool


def pairs_of(text: str, *, table: bool) -> tuple[Pair, ...]:
    """The pairs of a file that differ in more than white space."""
    if table and text.count("\n+ "):
        blocks = re.findall(r"^(changed|harmless):.*\n- (.+)\n\+ (.+)$", text, re.MULTILINE)
        pairs = [Pair(old=old, new=new, changing=grade == "changed") for grade, old, new in blocks]
    elif table:
        rows = [
            line.split(" | ") for line in text.splitlines() if line and not line.startswith("#")
        ]
        pairs = [Pair(old=old, new=new, changing=grade == "other") for grade, old, new in rows]
    else:
        pairs = [
            Pair(old=one["before"], new=one["after"], changing=one.get("binary") == "changing")
            for one in json.loads(text)["pairs"]
        ]
    return tuple(pair for pair in pairs if pair.old.split() != pair.new.split())


def macro_f1(said: Sequence[bool], changing: Sequence[bool]) -> float:
    """The mean of the F1 of both answers."""
    scores = []
    for answer in (True, False):
        right = sum(one == answer == two for one, two in zip(said, changing, strict=True))
        wrong = sum(one != two for one, two in zip(said, changing, strict=True))
        scores.append(2 * right / (2 * right + wrong) if right else 0.0)
    return sum(scores) / 2


def auc(values: Sequence[float], changing: Sequence[bool]) -> float:
    """How often a changing pair has the higher value than a preserving one."""
    ones = np.array([value for value, yes in zip(values, changing, strict=True) if yes])
    others = np.array([value for value, yes in zip(values, changing, strict=True) if not yes])
    higher = (ones[:, None] > others[None, :]).mean()
    return float(higher + (ones[:, None] == others[None, :]).mean() / 2)


def best_threshold(values: Sequence[float], changing: Sequence[bool]) -> float:
    """The macro-F1 of "at least so much" with the threshold that is best for these pairs."""
    return max(
        macro_f1([value >= floor for value in values], changing) for floor in sorted({*values})
    )


def words_changed(pair: Pair) -> float:
    """The share of words that differ."""
    return Indel.normalized_distance(pair.old.split(), pair.new.split())


def letters_changed(pair: Pair) -> float:
    """The share of letters that differ."""
    return Indel.normalized_distance(pair.old, pair.new)


BASELINES: dict[str, Callable[[Pair], float]] = {
    "share of words": words_changed,
    "share of letters": letters_changed,
    "difference in length": lambda pair: abs(len(pair.old.split()) - len(pair.new.split())),
}


def report(pairs: Sequence[Pair], verdicts: Sequence[WordingVerdict], *, listing: bool) -> str:
    """The figures, and on request the pairs that are judged differently."""
    total = len(pairs)
    changing = [pair.changing for pair in pairs]
    said = [verdict.wording is Wording.SUBSTANTIVE for verdict in verdicts]
    weights = [verdict.weight for verdict in verdicts]
    classes = Counter(verdict.wording for verdict in verdicts)
    lines = [
        f"{total} pairs, {sum(changing)} changing, {sum(one.unsure for one in verdicts)} unsure",
        *(f"{name.value:22} {classes[name]:5} {classes[name] / total:6.1%}" for name in Wording),
    ]
    if len({*changing}) == 2:
        lines += ["", f"{'':22} macro-F1    AUC"]
        lines += [
            f"{'guidegraph':22}     {macro_f1(said, changing):.3f}  {auc(weights, changing):.3f}"
        ]
        for name, measure in BASELINES.items():
            values = [measure(pair) for pair in pairs]
            best, order = best_threshold(values, changing), auc(values, changing)
            lines.append(f"{name:22}     {best:.3f}  {order:.3f}")
        for name, answer in (("always changing", True), ("never changing", False)):
            lines.append(f"{name:22}     {macro_f1([answer] * total, changing):.3f}  0.500")
    lines += ["", "weight       pairs  changing"]
    for floor, group in groupby(
        sorted(zip(weights, changing, strict=True)),
        key=lambda one: max(floor for floor in FLOORS if one[0] >= floor),
    ):
        answers = [yes for _, yes in group]
        lines.append(
            f"{floor:.1f}–{floor + 0.1:.1f}      {len(answers):5}  {np.mean(answers):8.2f}"
        )
    if listing:
        for pair, verdict, wrong in zip(pairs, verdicts, said, strict=True):
            if wrong != pair.changing:
                answer = "changing" if pair.changing else "preserving"
                lines += ["", f"{answer}, said {verdict.wording} {verdict.weight}", f"  {pair.old}"]
                lines += [f"  {pair.new}", *(f"    · {reason}" for reason in verdict.reasons)]
    return "\n".join(lines)


def fitted(pairs: Sequence[Pair]) -> str:
    """The coefficients of the content that describe the pairs best, those of the aspects given."""
    found = [findings(pair.old, pair.new) for pair in pairs]
    rows = [features(one.contents, one.whole) for one in found]
    names = list(rows[0])
    matrix = np.array([[1.0, *(row[name] for name in names)] for row in rows])
    given = np.array(
        [
            sum(ASPECTS[aspect] * amount for aspect, amount in strongest(one.evidence).items())
            for one in found
        ]
    )
    wanted = np.array([1.0 if pair.changing else -1.0 for pair in pairs])

    def loss(values: np.ndarray) -> float:
        margins = wanted * (matrix @ values + given)
        return float(np.logaddexp(0, -margins).mean() + RIDGE * (values[1:] ** 2).mean())

    start = np.array([COEFFICIENTS["constant"], *(COEFFICIENTS[name] for name in names)])
    bounds = [(None, None), *((0.0, None) for _ in names)]
    values = minimize(loss, start, bounds=bounds).x
    return "\n".join(
        f"{name:12} {value:6.2f}" for name, value in zip(["constant", *names], values, strict=True)
    )


def main(arguments: Sequence[str]) -> int:
    """Read the files, print a report on each."""
    paths = [Path(argument) for argument in arguments if not argument.startswith("--")]
    if not paths:
        print("usage: python benchmarks/wording.py FILE… [--list] [--fit]", file=sys.stderr)
        return 2
    read: list[Pair] = []
    for path in paths:
        pairs = pairs_of(path.read_text(encoding="utf-8"), table=path.suffix != ".json")
        if not pairs:
            print(f"{path}: no pair differs", file=sys.stderr)
            return 3
        verdicts = [classify(pair.old, pair.new) for pair in pairs]
        print(f"## {path.name}\n\n{report(pairs, verdicts, listing='--list' in arguments)}\n")
        read += pairs
    if "--fit" in arguments:
        print(f"## Fitted to all {len(read)} pairs\n\n{fitted(read)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
