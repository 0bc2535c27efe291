"""Pairs from standards' practice: the aspects that must be said, and those that must not."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from guidegraph.diff.wording.classify import classify
from guidegraph.model.changes import Aspect, Direction, WordingVerdict


SHEET = Path(__file__).with_name("aspect_pairs.txt")

BLOCK = re.compile(r"^(changed|harmless): *(.*)\n- (.+)\n\+ (.+)$", re.MULTILINE)

# These say nothing of what changed.
UNCERTAIN = {Aspect.OTHER, Aspect.CONFUSABLE}

FLIPPED = {
    (): (),
    (Direction.STRENGTHENED,): (Direction.WEAKENED,),
    (Direction.WEAKENED,): (Direction.STRENGTHENED,),
    (Direction.STRENGTHENED, Direction.WEAKENED): (Direction.STRENGTHENED, Direction.WEAKENED),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPair:
    """Two wordings, what must be said of their difference, and what may be."""

    old: str
    new: str
    must: frozenset[str]
    may: frozenset[str]


def sheet(text: str) -> tuple[SheetPair, ...]:
    """The pairs of a sheet."""
    return tuple(
        SheetPair(
            old=old,
            new=new,
            must=frozenset(word for word in said.split() if word[0] != "("),
            may=frozenset(word.strip("()") for word in said.split()),
        )
        for _, said, old, new in BLOCK.findall(text)
    )


def said(verdict: WordingVerdict) -> frozenset[str]:
    """The aspects and directions of a verdict."""
    return frozenset(one.value for one in (*verdict.aspects, *verdict.directions))


PAIRS = sheet(SHEET.read_text(encoding="utf-8"))


def test_the_sheet_is_read_as_a_whole() -> None:
    """No pair of the sheet is skipped."""
    assert len(PAIRS) == 60


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.new[:50])
def test_aspects(pair: SheetPair) -> None:
    """What must be said is said, and nothing else."""
    actual = said(classify(pair.old, pair.new))

    assert pair.must <= actual <= pair.may | {one.value for one in UNCERTAIN}


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.new[:50])
def test_there_and_back(pair: SheetPair) -> None:
    """Backwards the aspects are the same and the directions are the opposite."""
    there, back = classify(pair.old, pair.new), classify(pair.new, pair.old)

    assert set(there.aspects) - UNCERTAIN == set(back.aspects) - UNCERTAIN
    assert FLIPPED[there.directions] == back.directions


FLAGS = [
    tuple(line.split(" => "))
    for line in SHEET.with_name("aspect_flags.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("wanted", "old", "new"), FLAGS)
def test_flags(wanted: str, old: str, new: str) -> None:
    """A flag is raised where it is due and nowhere else."""
    actual = said(classify(old, new))
    refused = {word[1:] for word in wanted.split() if word.startswith("!")}

    assert {word for word in wanted.split() if not word.startswith("!")} <= actual
    assert not refused & actual


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            " ".join(f"a{at} not b{at}" for at in range(400)),
            " ".join(f"a{at} b{at}" for at in range(400)),
        ),
        (
            " ".join(f"a{at} if b{at}" for at in range(400)),
            " ".join(f"a{at} unless b{at}" for at in range(400)),
        ),
        ("the " * 2_000, "the warden " * 1_000),
        ("must not " * 2_000, "may " * 2_000),
    ],
    ids=["not", "if", "the", "must"],
)
def test_many_differences_take_bounded_time(old: str, new: str) -> None:
    """A sentence without end is read only as far as it is near."""
    started = time.process_time()
    classify(old, new)

    assert time.process_time() - started < 5
