"""
How often a change of wording is called substantive, on pairs whose publisher says it is not.

    python benchmarks/wording.py PAIRS.json [--list]

PAIRS.json holds `{"pairs": [{"before": …, "after": …}, …]}`. A pair called substantive is a false
alarm if the publisher speaks of the wording. It is none where the publisher finds a change of no
consequence that a reader of the words would want to see. `--list` prints the reasons, so that one
can judge.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from guidegraph.diff.wording.classify import classify
from guidegraph.model.changes import Wording, WordingVerdict


__all__ = ["judge", "main", "report"]


def judge(pairs: Sequence[tuple[str, str]]) -> list[WordingVerdict]:
    """The verdict on each pair."""
    return [classify(before, after) for before, after in pairs]


def report(verdicts: Sequence[WordingVerdict], *, listing: bool) -> str:
    """The shares of the classes and aspects, and on request the reasons for what is substantive."""
    total = len(verdicts)
    classes = Counter(verdict.wording for verdict in verdicts)
    aspects = Counter(aspect for verdict in verdicts for aspect in verdict.aspects)
    lines = [
        *(f"{name.value:12} {classes[name]:5} {classes[name] / total:6.1%}" for name in Wording),
        "",
        *(f"{name.value:12} {count:5}" for name, count in aspects.most_common()),
    ]
    if listing:
        for number, verdict in enumerate(verdicts):
            if verdict.wording is Wording.SUBSTANTIVE:
                lines += ["", f"pair {number}: {', '.join(verdict.aspects)}"]
                lines += [f"  {reason}" for reason in verdict.reasons]
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """Read the file, print the report."""
    paths = [argument for argument in arguments if argument != "--list"]
    if len(paths) != 1:
        print("usage: python benchmarks/wording.py PAIRS.json [--list]", file=sys.stderr)
        return 2
    content = json.loads(Path(paths[0]).read_text(encoding="utf-8"))
    pairs = [(pair["before"], pair["after"]) for pair in content["pairs"]]
    differing = [pair for pair in pairs if pair[0].split() != pair[1].split()]
    if not differing:
        print("no pair differs", file=sys.stderr)
        return 3
    print(report(judge(differing), listing="--list" in arguments))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
