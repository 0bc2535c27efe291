#!/usr/bin/env python3
"""
How well `guidegraph suggest-map` finds the links of courses, beside plain TF-IDF.

Usage: suggest.py [--learn] FOLDER…

A folder has a `gold.csv` (columns statement, item, edition, how) and a `course.md`; without a
course, it has the name of one of the built-in library. TF-IDF is that of character n-grams of 3 to
5 letters within words, with the cosine between a statement and an item.

`--learn` prints the weights of the confidence, learnt from all folders, and the scores of weights
that were learnt without the statements that they are used on: a seventh of the modules is left out
at a time, or a seventh of the statements of a course with one module.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize  # type: ignore[import-untyped]

from guidegraph.api import Library
from guidegraph.course.evidence import LinkEvidence, LinkMeasure
from guidegraph.course.suggest import LEAST, confidence_of, suggest
from guidegraph.course.targets import targets_of
from guidegraph.course.words import said_by
from guidegraph.model.edition import Edition


__all__ = [
    "Example",
    "Score",
    "Task",
    "examples",
    "learn",
    "learnt",
    "ours",
    "score",
    "tasks_of",
    "tfidf",
]

BINS = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
SURE = 0.7
MOST = 3
FOLDS, RIDGE = 7, 0.5

Proposals = Mapping[str, Sequence[tuple[float, str]]]
"""For each statement the items that it may be about with their confidence, best first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A course, an edition, and the links that a person found between them."""

    course: Edition
    edition: Edition
    gold: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """
    How proposals compare with gold.

    Attributes:
        recall: the share of gold links among the first three proposals of their statements.
        precision: the share of those proposals that are right.
        first: the share of right ones among the first proposals, of statements with a gold link.
        sure: how many first proposals have a confidence of .7 or more, and how many are right.
        bins: for each bin of confidence its mean, the number of proposals, and of right ones.
    """

    recall: float
    precision: float
    first: float
    sure: tuple[int, int]
    bins: tuple[tuple[float, int, int], ...]


def tasks_of(folder: Path) -> list[Task]:
    """The course of a folder with each edition that its gold is about."""
    library = Library.open(None).curriculum()
    file = folder / "course.md"
    course = library.course(str(file) if file.is_file() else folder.name)
    with (folder / "gold.csv").open(encoding="utf-8", newline="") as rows:
        gold = list(csv.DictReader(rows))
    tasks = []
    for id_ in dict.fromkeys(row["edition"] for row in gold):
        edition = library.workspace.resolve(id_)
        links = frozenset((row["statement"], row["item"]) for row in gold if row["edition"] == id_)
        for statement, item in sorted(links):
            if statement not in course.by_id or item not in edition.by_id:
                raise SystemExit(f"{folder}/gold.csv: no {statement} or no {item} of {id_}")
        tasks.append(Task(course=course, edition=edition, gold=links))
    return tasks


def ours(task: Task) -> Proposals:
    """What the program proposes."""
    found: dict[str, list[tuple[float, str]]] = {}
    for link in suggest(task.course, task.edition).links:
        found.setdefault(link.statement, []).append((link.confidence, link.item))
    return found


def tfidf(task: Task) -> Proposals:
    """What plain TF-IDF proposes: the three nearest items of each statement."""
    statements = [item for item in task.course.items if item.type == "CourseStatement"]
    items = targets_of(task.edition)
    counts = [Counter(_grams(said_by(each))) for each in (*items, *statements)]
    number = {gram: place for place, gram in enumerate(sorted(set().union(*counts)))}
    matrix = np.zeros((len(counts), len(number)))
    for row, count in enumerate(counts):
        matrix[row, [number[gram] for gram in count]] = list(count.values())
    rarity = np.log((1 + len(counts)) / (1 + (matrix > 0).sum(axis=0))) + 1
    matrix *= rarity
    matrix /= np.maximum(np.linalg.norm(matrix, axis=1), 1e-12)[:, None]
    cosines = matrix[len(items) :] @ matrix[: len(items)].T
    return {
        statement.id: [
            (float(row[at]), items[at].id) for at in np.argsort(-row, kind="stable")[:MOST]
        ]
        for statement, row in zip(statements, cosines, strict=True)
    }


def _grams(text: str) -> list[str]:
    padded = [f" {word} " for word in text.casefold().split()]
    return [
        word[at : at + size]
        for word in padded
        for size in (3, 4, 5)
        for at in range(max(1, len(word) - size + 1))
    ]


def score(tasks: Sequence[Task], propose: Callable[[Task], Proposals]) -> Score:
    """How well a method finds the links of several tasks together."""
    gold = hits = firsts = with_gold = 0
    sure = [0, 0]
    each: list[tuple[float, bool]] = []
    for task in tasks:
        found = propose(task)
        gold += len(task.gold)
        with_gold += len({statement for statement, _ in task.gold})
        for statement, proposals in found.items():
            for place, (confidence, item) in enumerate(proposals[:MOST]):
                right = (statement, item) in task.gold
                hits += right
                each.append((confidence, right))
                if place == 0:
                    firsts += right
                    if confidence >= SURE:
                        sure[0] += 1
                        sure[1] += right
    bins = []
    for low, high in zip(BINS, (*BINS[1:], 1.01), strict=True):
        within = [(one, right) for one, right in each if low <= one < high]
        if within:
            mean = sum(one for one, _ in within) / len(within)
            bins.append((mean, len(within), sum(right for _, right in within)))
    return Score(
        recall=hits / max(1, gold),
        precision=hits / max(1, len(each)),
        first=firsts / max(1, with_gold),
        sure=(sure[0], sure[1]),
        bins=tuple(bins),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """The measures of a statement for all items, and which of them a person linked it to."""

    task: int
    statement: str
    fold: int
    items: tuple[str, ...]
    measures: np.ndarray
    right: np.ndarray
    asked: np.ndarray
    values_known: bool


def examples(tasks: Sequence[Task]) -> list[Example]:
    """Each statement without links, and again where the links to values are in the map already."""
    found = []
    for number, task in enumerate(tasks):
        values = {item.id for item in task.edition.items if item.type == "CoreValue"}
        modules = {statement.rpartition("/")[0] for statement, _ in task.gold}
        for values_known in (False, True):
            known = frozenset(link for link in task.gold if values_known and link[1] in values)
            evidence = LinkEvidence(task.course, task.edition, known)
            items = tuple(item.id for item in evidence.items)
            for these, block in evidence.blocks():
                for at, measures in zip(these, block, strict=True):
                    id_ = evidence.statements[at].id
                    place = id_.split("/")[1 if len(modules) > 2 else -1]
                    pairs = [(id_, item) for item in items]
                    found.append(
                        Example(
                            task=number,
                            statement=id_,
                            fold=int(place) % FOLDS if place.isdecimal() else 0,
                            items=items,
                            measures=measures,
                            right=np.array([pair in task.gold for pair in pairs], dtype=float),
                            asked=np.array([pair not in known for pair in pairs]),
                            values_known=values_known,
                        )
                    )
    return found


def learnt(found: Sequence[Example]) -> np.ndarray:
    """The weights of a logistic regression, the constant first."""
    measures = np.concatenate([each.measures[each.asked] for each in found])
    right = np.concatenate([each.right[each.asked] for each in found])
    inputs = np.c_[np.ones(len(measures)), measures]

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = inputs @ weights
        slope = inputs.T @ (1 / (1 + np.exp(-odds)) - right)
        slope[1:] += RIDGE * weights[1:]
        value = (np.logaddexp(0, odds) - right * odds).sum() + RIDGE / 2 * (weights[1:] ** 2).sum()
        return float(value), slope

    found_weights: np.ndarray = minimize(
        loss, np.zeros(inputs.shape[1]), jac=True, method="L-BFGS-B"
    ).x
    return found_weights


def left_out(found: Sequence[Example], task: int) -> Proposals:
    """What weights propose that never saw the statements."""
    proposals: dict[str, list[tuple[float, str]]] = {}
    for fold in range(FOLDS):
        mine = [e for e in found if e.fold == fold and e.task == task and not e.values_known]
        if not mine:
            continue
        weights = learnt([each for each in found if each.fold != fold])
        for each in mine:
            sure = confidence_of(each.measures, weights)
            best = [at for at in np.argsort(-sure, kind="stable")[:MOST] if sure[at] >= LEAST]
            proposals[each.statement] = [(float(sure[at]), each.items[at]) for at in best]
    return proposals


def learn(folders: Sequence[Path]) -> None:
    """Print weights, and the scores of weights that never saw the statements."""
    tasks = {folder: tasks_of(folder) for folder in folders}
    every = [task for each in tasks.values() for task in each]
    found = examples(every)
    for name, weight in zip(
        ("", *(measure.name for measure in LinkMeasure)), learnt(found), strict=True
    ):
        print(f"  {name or 'constant':14}{weight:6.2f}")
    for folder, these in tasks.items():
        result = score(these, lambda task: left_out(found, every.index(task)))
        print(f"{folder.name}: {_scores(result)}")
    whole = score(every, lambda task: left_out(found, every.index(task)))
    print(f"all: {_scores(whole)}")
    _print_bins(whole)


def _print_bins(found: Score) -> None:
    print("  confidence   proposals   right")
    for mean, count, right in found.bins:
        print(f"  {mean:10.2f}   {count:9}   {right / count:.2f}")


def _scores(found: Score) -> str:
    total, right = found.sure
    share = f"{right / total:.2f}" if total else "none"
    return (
        f"recall@3 {found.recall:.2f}  precision {found.precision:.2f}  first {found.first:.2f}  "
        f"first above {SURE}: {share} ({right} of {total})"
    )


def main() -> None:
    """Print the scores of each folder."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--learn", action="store_true")
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    given = parser.parse_args()
    if given.learn:
        learn(given.folders)
        return
    for folder in given.folders:
        tasks = tasks_of(folder)
        links = sum(len(task.gold) for task in tasks)
        print(f"{folder}: {links} links to {', '.join(task.edition.id for task in tasks)}")
        both = {"guidegraph": score(tasks, ours), "TF-IDF": score(tasks, tfidf)}
        for name, found in both.items():
            print(f"  {name:10}  {_scores(found)}")
        _print_bins(both["guidegraph"])


if __name__ == "__main__":
    main()
