"""Damaged files of every kind: a part of what `just fuzz` tries, the same each time."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from fuzz import Outcome, broken_promise, damaged, fuzz


@pytest.mark.parametrize(
    ("code", "said", "broken"),
    [
        (0, "", None),
        (1, "guidegraph: 3 findings\n", None),
        (3, "guidegraph: x.csv:1: no column\n", None),
        (3, "guidegraph: warning: read as Latin 1\nguidegraph: x.csv: empty\n", None),
        (2, "Usage: guidegraph show\n\nError: Missing argument.\n", None),
        (None, "the process ended with -14", "without end"),
        (None, "the process ended with -9", "ended from outside"),
        (1, "Traceback (most recent call last)", "a fault of our own"),
        (3, "guidegraph: an internal error (KeyError: 1)", "a fault of our own"),
        (130, "guidegraph: stopped", "exit code 130"),
        (3, "", "an error without a word"),
        (3, "guidegraph: a\nguidegraph: b\n", "an error in several lines"),
        (3, f"guidegraph: {'x' * 3_000}\n", "an endless line"),
        (0, "law: an item is not explained", "a broken law"),
    ],
)
def test_promises(code: int | None, said: str, broken: str | None) -> None:
    """What a command promises about any file is told from what it does not."""
    assert broken == broken_promise(Outcome(code, said, 0.1))


def test_damage_can_be_repeated() -> None:
    """The same chance damages a file in the same way; nearly always it is another file then."""
    body = b"id,text\nr1,Staff must greet.\n" * 4
    first = [damaged(body, random.Random(seed)) for seed in range(100)]

    assert first == [damaged(body, random.Random(seed)) for seed in range(100)]
    assert 80 < sum(each != body for each in first)


@pytest.mark.slow
def test_damaged_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No promise is broken for any of these."""
    broken = fuzz(seconds=600, seed=2, kept=tmp_path, most=435)

    assert 0 == broken, capsys.readouterr().out
