#!/usr/bin/env python3
"""
How well editions are aligned, against their publishers' own records: a benchmark anyone can re-run.

Usage: align.py GOLD_FOLDER [--half both] [--shape sections] [--leave-one-out] [--no-baselines]

For each gold file and half: link F1 with a bootstrap interval over the old items, precision,
recall, recall by kind, F1 of what was dropped and added, the calibration error of the confidences,
seconds and peak memory; for this engine and for baselines, whose one threshold is chosen on the
other half. At the end the means over all files.
With `--leave-one-out` the weights and the calibration are learnt anew from the other standards
(needs lightgbm and scikit-learn).
"""

from __future__ import annotations

import argparse
import difflib
import itertools
import random
import resource
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from gold import SHAPES, Gold, edition_of, folder
from guidegraph.diff.align.align import align_entries
from guidegraph.diff.align.assign import one_to_one
from guidegraph.diff.align.entries import entries_of
from guidegraph.diff.align.score import Model
from guidegraph.model.alignment import Alignment


__all__ = ["Figures", "figures"]

Link = tuple[str, str]
Figures = dict[str, float]
FLOORS = [step / 20 for step in range(2, 20)]
DRAWS = 500


def halves(gold: Gold, half: str) -> tuple[set[str], set[str]]:
    """The old and the new ids of a half, "all" for every one."""
    found: tuple[set[str], set[str]] = (set(), set())
    for entry in gold.content["gold"]:
        if half in ("all", entry.get("half")):
            found[0].update(entry["old"])
            found[1].update(entry["new"])
    return found


def figures(gold: Gold, links: Iterable[Link], half: str) -> Figures:
    """Precision, recall and F1 of links, and F1 of what is dropped and added."""
    inside = halves(gold, half)
    said = {link for link in links if link[0] in inside[0]} - gold.weak
    true = {link for link in gold.links if link[0] in inside[0]}
    found = _f1(len(said & true), len(said - true), len(true - said))
    unsure = ({one for one, _ in gold.weak}, {two for _, two in gold.weak})
    for side, name in ((0, "dropped"), (1, "added")):
        items = inside[side] - unsure[side]
        gone = items - {link[side] for link in gold.links}
        told = items - {link[side] for link in links}
        score = _f1(len(gone & told), len(told - gone), len(gone - told))
        found[name] = score["f1"]
    return found


def _f1(right: int, wrong: int, missed: int) -> Figures:
    precision = right / (right + wrong) if right + wrong else 0.0
    recall = right / (right + missed) if right + missed else 0.0
    return {
        "f1": 2 * right / (2 * right + wrong + missed) if right + wrong + missed else 1.0,
        "precision": precision,
        "recall": recall,
    }


def interval(gold: Gold, links: set[Link], half: str) -> tuple[float, float]:
    """The 95 % bootstrap interval of link F1, drawn over the old items."""
    inside = sorted(halves(gold, half)[0])
    said_of: dict[str, set[Link]] = defaultdict(set)
    true_of: dict[str, set[Link]] = defaultdict(set)
    for link in links - gold.weak:
        said_of[link[0]].add(link)
    for link in gold.links:
        true_of[link[0]].add(link)
    rows = [
        (len(said_of[one] & true_of[one]), len(said_of[one]) + len(true_of[one])) for one in inside
    ]
    chance = random.Random(0)
    drawn = []
    for _ in range(DRAWS):
        picked = chance.choices(rows, k=len(rows))
        drawn.append(2 * sum(row[0] for row in picked) / max(1, sum(row[1] for row in picked)))
    drawn.sort()
    return drawn[int(0.025 * DRAWS)], drawn[int(0.975 * DRAWS)]


def by_kind(gold: Gold, links: set[Link], half: str) -> dict[str, float]:
    """Recall of the links of each kind."""
    inside = halves(gold, half)[0]
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for entry in gold.content["gold"]:
        if entry.get("weak"):
            continue
        for one in entry["old"]:
            for two in entry["new"]:
                if one in inside:
                    counts[entry["kind"]][0] += (one, two) in links
                    counts[entry["kind"]][1] += 1
    return {kind: right / whole for kind, (right, whole) in sorted(counts.items())}


def reliability(gold: Gold, alignment: Alignment, half: str) -> list[tuple[str, int, float, float]]:
    """
    For links by their confidence: how many there are, what was promised on average, and what came
    true.
    """
    inside = halves(gold, half)[0]
    edges = (0.0, 0.3, 0.5, 0.7, 0.9, 0.97, 1.01)
    rows = []
    for low, high in itertools.pairwise(edges):
        cells = [
            (group.confidence, (one.id, two.id) in gold.links)
            for group in alignment.groups
            if low <= group.confidence < high
            for one in group.old
            for two in group.new
            if one.id in inside and (one.id, two.id) not in gold.weak
        ]
        if cells:
            promised = sum(confidence for confidence, _ in cells) / len(cells)
            kept = sum(true for _, true in cells) / len(cells)
            rows.append((f"{low:.2f}-{min(high, 1):.2f}", len(cells), promised, kept))
    return rows


def calibration_error(bands: Sequence[tuple[str, int, float, float]]) -> float:
    """How far what came true is from what was promised, on average over links."""
    links = sum(count for _, count, _, _ in bands)
    return sum(count * abs(promised - kept) for _, count, promised, kept in bands) / max(1, links)


def items_of(gold: Gold) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The ids and full texts of both sides, for the baselines."""
    old, new = (
        [(row["id"], f"{row.get('label') or ''} {row['text']}".strip()) for row in rows]
        for rows in (gold.content["old"], gold.content["new"])
    )
    return old, new


def exact(gold: Gold) -> Callable[[float], set[Link]]:
    """Baseline: the same text, each used once."""
    old, new = items_of(gold)
    free: dict[str, list[str]] = defaultdict(list)
    for name, text in new:
        free[text].append(name)
    links = {(name, free[text].pop(0)) for name, text in old if free.get(text)}
    return lambda floor: links


def ratio(gold: Gold) -> Callable[[float], set[Link]]:
    """Baseline: rapidfuzz ratio of all pairs, optimal assignment."""
    from rapidfuzz import fuzz, process
    from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]

    old, new = items_of(gold)
    table = process.cdist([text for _, text in old], [text for _, text in new], scorer=fuzz.ratio)
    rows, columns = linear_sum_assignment(-table)
    pairs = [
        (old[one][0], new[two][0], float(table[one, two]) / 100)
        for one, two in zip(rows, columns, strict=True)
    ]
    return lambda floor: {(one, two) for one, two, score in pairs if score >= floor}


def matcher(gold: Gold) -> Callable[[float], set[Link]]:
    """
    Baseline: difflib ratio, of the five pairs an item shares most words with, optimal assignment.
    """
    old, new = items_of(gold)
    words = [[set(text.lower().split()) for _, text in side] for side in (old, new)]
    bearers: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(words[1]):
        for word in sorted(row):
            bearers[word].append(number)
    edges = []
    for number, row in enumerate(words[0]):
        shared: dict[int, float] = defaultdict(float)
        for word in sorted(row):
            for other in bearers.get(word, []):
                shared[other] += 1 / len(bearers[word])
        for other in sorted(shared, key=lambda at: (-shared[at], at))[:5]:
            texts = old[number][1], new[other][1]
            score = difflib.SequenceMatcher(None, *texts, autojunk=False).ratio()
            edges.append((number, other, score))

    def at(floor: float) -> set[Link]:
        pairs = one_to_one(len(old), edges, floor)
        return {(old[one][0], new[two][0]) for one, two in pairs.items()}

    return at


def tfidf(gold: Gold) -> Callable[[float], set[Link]]:
    """Baseline: TF-IDF cosine over words, pairs that are each other's best."""
    from guidegraph.diff.align.entries import plain, words
    from guidegraph.diff.align.vectors import Product, cosine_rows, weigh

    old, new = items_of(gold)
    left, right, rarity = weigh(
        [words(plain(text)) for _, text in old], [words(plain(text)) for _, text in new]
    )
    product = Product(cosine_rows(left, rarity), cosine_rows(right, rarity))
    one, two = product.top(1)
    seen: dict[tuple[int, int], int] = defaultdict(int)
    for pair in zip(one.tolist(), two.tolist(), strict=True):
        seen[pair] += 1
    scores = product.at(one, two).tolist()
    pairs = [
        (old[i][0], new[j][0], score)
        for i, j, score in zip(one.tolist(), two.tolist(), scores, strict=True)
        if seen[i, j] == 2
    ]
    return lambda floor: {(a, b) for a, b, score in pairs if score >= floor}


def tuned(gold: Gold, links_at: Callable[[float], set[Link]], half: str) -> set[Link]:
    """A baseline's links at the floor that does best on the other half."""
    other = {"test": "dev", "dev": "test"}.get(half, "all")
    best = max(FLOORS, key=lambda floor: (figures(gold, links_at(floor), other)["f1"], -floor))
    return links_at(best)


def report(gold: Gold, name: str, links: set[Link], half: str, seconds: float) -> Figures:
    """Print one line of figures, and recall by kind."""
    got = figures(gold, links, half)
    low, high = interval(gold, links, half)
    kinds = " ".join(f"{kind} {value:.3f}" for kind, value in by_kind(gold, links, half).items())
    print(
        f"  {half:<4} {name:<26} F1 {got['f1']:.4f} [{low:.3f}-{high:.3f}] "
        f"P {got['precision']:.3f} R {got['recall']:.3f} "
        f"dropped {got['dropped']:.3f} added {got['added']:.3f} "
        f"{seconds:6.2f} s | {kinds}"
    )
    return got


def main() -> None:
    """Read the command line, score every file, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("--half", default="both", choices=("dev", "test", "all", "both"))
    parser.add_argument("--shape", default="sections", choices=SHAPES)
    parser.add_argument("--leave-one-out", action="store_true")
    parser.add_argument("--no-baselines", action="store_true")
    given = parser.parse_args()
    golds = folder(given.gold)
    chosen = ("dev", "test") if given.half == "both" else (given.half,)
    models: Mapping[str, Model] = {}
    if given.leave_one_out:
        from train import learnt

        models = learnt(golds)[1]
    name = "guidegraph, left out" if given.leave_one_out else "guidegraph"
    means: dict[tuple[str, str], list[Figures]] = defaultdict(list)
    for gold in golds:
        print(gold.name)
        old, new = (
            entries_of(edition_of(side, gold.content[side], given.shape)) for side in ("old", "new")
        )
        start = time.perf_counter()
        alignment = align_entries(old, new, model=models.get(gold.standard))
        seconds = time.perf_counter() - start
        for half in chosen:
            got = report(gold, name, set(alignment.links), half, seconds)
            bands = reliability(gold, alignment, half)
            got["calibration"] = calibration_error(bands)
            means[half, name].append(got)
            print(f"       calibration error {got['calibration']:.3f}; of links promised:", end="")
            print("".join(f" {said:.2f} {true:.2f} ({n})" for _, n, said, true in bands))
        for title, baseline in () if given.no_baselines else BASELINES:
            start = time.perf_counter()
            links_at = baseline(gold)
            seconds = time.perf_counter() - start
            for half in chosen:
                got = report(gold, title, tuned(gold, links_at, half), half, seconds)
                means[half, title].append(got)
    print("means")
    for (half, title), rows in means.items():
        told = " ".join(f"{key} {sum(row[key] for row in rows) / len(rows):.4f}" for key in rows[0])
        print(f"  {half:<4} {title:<26} {told}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of the whole run {peak:.0f} MB")


BASELINES = (
    ("exact text", exact),
    ("difflib ratio, assigned", matcher),
    ("TF-IDF words, mutual best", tfidf),
    ("rapidfuzz ratio, assigned", ratio),
)


if __name__ == "__main__":
    main()
