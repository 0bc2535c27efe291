#!/usr/bin/env python3
"""
How fast two editions are aligned, beside what rapidfuzz takes for the ratios of the same pairs in
the same run.

Usage: speed.py [SIZE …] [--no-ratio]

The statements are made up from one vocabulary, a tenth of them reworded, a twentieth replaced by
others. Both are measured in seconds of computing, because other work on the machine must not
change the quotient; the seconds on the clock are shown too.
"""

from __future__ import annotations

import argparse
import random
import resource
import time

from guidegraph.diff.align.align import align_entries
from guidegraph.diff.align.entries import Entry


__all__ = ["made_up", "measure"]

FAMILY = 20


def made_up(size: int) -> tuple[tuple[Entry, ...], tuple[Entry, ...], set[tuple[str, str]]]:
    """
    Two editions of about *size* statements each under headings, and the true links of the
    statements.
    """
    chance = random.Random(7)
    letters = "bcdfglmnprstvz", "aeiou"
    vocabulary = [
        "".join(chance.choice(letters[at % 2]) for at in range(chance.randint(3, 9)))
        for _ in range(max(400, size // 2))
    ]
    common = vocabulary[:120]
    texts = [
        " ".join(
            chance.choice(common if chance.random() < 0.5 else vocabulary)
            for _ in range(chance.randint(8, 24))
        )
        for _ in range(size)
    ]
    old: list[Entry] = []
    new: list[Entry] = []
    links: set[tuple[str, str]] = set()
    parents = 0, 0
    for number, before in enumerate(texts):
        text = before
        if number % FAMILY == 0:
            name = " ".join(chance.choice(vocabulary) for _ in range(3))
            for side in (old, new):
                side.append(Entry(id=f"heading {number}", label=name, order=len(side)))
            parents = len(old) - 1, len(new) - 1
        place = (number % FAMILY) / (FAMILY - 1)
        fate = chance.random()
        old.append(Entry(id=f"old {number}", text=before, parent=parents[0], place=place, depth=1))
        if fate < 0.05:
            text = " ".join(chance.choice(vocabulary) for _ in range(15))
        else:
            links.add((f"old {number}", f"new {number}"))
            if fate < 0.15:
                kept = [word for word in text.split() if chance.random() > 0.3]
                text = " ".join([*kept, chance.choice(vocabulary)])
        new.append(Entry(id=f"new {number}", text=text, parent=parents[1], place=place, depth=1))
    return tuple(old), tuple(new), links


def measure(size: int, with_ratio: bool) -> None:
    """Align, compare all pairs, and print seconds and their quotient."""
    old, new, links = made_up(size)
    clock, start = time.perf_counter(), time.process_time()
    alignment = align_entries(old, new)
    ours, waited = time.process_time() - start, time.perf_counter() - clock
    found = {link for link in alignment.links if link[0].startswith("old")}
    correct = 2 * len(found & links) / (len(found) + len(links))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    line = (
        f"{size:6d} items a side: {ours:7.3f} s ({waited:.1f} s on the clock), "
        f"F1 {correct:.4f}, peak memory {peak:.0f} MB"
    )
    if with_ratio:
        from rapidfuzz import fuzz, process

        texts = [[entry.label or entry.text for entry in side] for side in (old, new)]
        start = time.process_time()
        for begin in range(0, len(texts[0]), 500):
            process.cdist(texts[0][begin : begin + 500], texts[1], scorer=fuzz.ratio)
        theirs = time.process_time() - start
        line += f"; rapidfuzz ratio of all pairs {theirs:.3f} s; ours / theirs {ours / theirs:.2f}"
    print(line, flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[100, 1_000, 10_000])
    parser.add_argument("--no-ratio", action="store_true")
    given = parser.parse_args()
    for one in given.sizes:
        measure(one, not given.no_ratio)
