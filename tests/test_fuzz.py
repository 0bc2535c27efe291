"""What `just fuzz` tries: a part of it, the same each time, and that it finds what is wrong."""

from __future__ import annotations

import contextlib
import os
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from fuzz import fuzz
from fuzzing.damage import damaged
from fuzzing.desk import Writing
from fuzzing.interrupted import InterruptedWrites
from fuzzing.outcome import Outcome, broken_promise
from guidegraph.model.errors import MisuseError
from guidegraph.store.files import write_atomically


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


NEW = b"new\n" * 1_000


def _whole() -> None:
    """As it should be."""
    _said(lambda: write_atomically(Path("list.txt"), NEW))


def _in_place() -> None:
    """A file that is half-written for a moment."""
    _said(lambda: Path("list.txt").write_bytes(NEW))


def _beside() -> None:
    """What is not finished is left where nobody removes it."""

    def write() -> None:
        scratch = Path("list.txt.part")
        scratch.write_bytes(NEW)
        scratch.replace("list.txt")

    _said(write)


def _one_by_one() -> None:
    """After an error, one of two files is written."""

    def write() -> None:
        for name in ("list.txt", "other.txt"):
            write_atomically(Path(name), NEW)

    _said(write)


def _without_cause() -> None:
    """The reason for an error is not told."""
    try:
        write_atomically(Path("list.txt"), NEW)
    except MisuseError:
        _fail("guidegraph: cannot be written")


def _hides() -> None:
    """What could not be written is not told at all."""
    with contextlib.suppress(MisuseError):
        write_atomically(Path("list.txt"), NEW)


def _said(write: Callable[[], object]) -> None:
    try:
        write()
    except (MisuseError, OSError) as error:
        _fail(f"guidegraph: {str(error).lower()}")


def _fail(message: str) -> None:
    os.write(2, f"{message}\n".encode())
    raise SystemExit(2)


@pytest.mark.parametrize(
    ("function", "broken"),
    [
        (_whole, set()),
        (_in_place, {"neither old nor new"}),
        (_beside, {"still left behind", "left behind"}),
        (_one_by_one, {"an error, but something was written"}),
        (_without_cause, {"an error that does not name the cause"}),
        (_hides, {"done, but not all of it"}),
    ],
    ids=lambda each: each.__name__ if callable(each) else "",
)
def test_interruptions(tmp_path: Path, function: Callable[[], None], broken: set[str]) -> None:
    """Kills and full disks show what is not written whole, and nothing where all is right."""
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "list.txt").write_bytes(b"old\n" * 1_000)
    attempts = InterruptedWrites(tmp_path, tmp_path, [Writing("list", function)])
    tried = [attempts.attempt(number, random.Random(number)) for number in range(40)]
    found = {each.broken.split(":")[0] for each in tried if each.broken is not None}

    assert broken == found if not broken else broken & found
    assert {"kills", "full disks"} == {each.part for each in tried}
    assert ["desk"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.slow
def test_all_parts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All parts are tried, and no promise is broken by any of these; CI tries many more."""
    tally = fuzz(seconds=600, seed=2, kept=tmp_path, most=64)

    assert not tally.found, capsys.readouterr().out
    counted = Counter(
        "interrupted" if part in ("kills", "full disks") else part
        for part, _ in tally.tried.elements()
    )
    assert {"damaged files": 48, "interrupted": 12, "two writers": 4} == counted
