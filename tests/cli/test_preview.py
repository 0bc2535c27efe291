"""A draft is shown with what it changes, again when it is saved."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


Run = Callable[..., Any]
ROOT = Path(__file__).resolve().parents[2]
TEXT = "# Rooms\n\n## Rules\n\nStaff must greet everyone.\n"


@pytest.fixture(autouse=True)
def files() -> None:
    """An edition and a draft of the next one."""
    Path("old.md").write_text(TEXT)
    Path("new.md").write_text(TEXT.replace("must", "may"))


def test_once(run: Run) -> None:
    """It has the summary of the diff, the findings and the accounting."""
    result = run("preview", "old.md", "new.md", "--once")

    assert 0 == result.code
    assert "1  changed in meaning" in result.out
    assert "Every one of 2 old and 2 new items is explained exactly once." in result.out
    assert "new" in run("verify", "new.md").out
    assert run("verify", "new.md").out in result.out


def test_source_is_accounted_for(run: Run, small: Path) -> None:
    """An edition of a library is verified against its source."""
    run("new", "second", "--from", "first", "--library", str(small))
    result = run("preview", "second", "first", "--once", "--library", str(small))

    assert run("verify", "first", "--library", str(small)).out in result.out


@pytest.mark.slow
def test_saved_again(tmp_path: Path) -> None:
    """It is shown again when the draft is saved, also after one that cannot be read."""
    with (
        (tmp_path / "out").open("wb") as out,
        subprocess.Popen(
            [sys.executable, "-u", "-m", "guidegraph", "preview", "old.md", "new.md"],
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            stdout=out,
            stderr=subprocess.STDOUT,
        ) as process,
    ):

        def waits_for(words: str) -> None:
            end = time.monotonic() + 30
            while words not in (tmp_path / "out").read_text():
                assert time.monotonic() < end, (tmp_path / "out").read_text()
                time.sleep(0.05)

        try:
            waits_for("waiting for changes")
            Path("new.md").unlink()
            waits_for("guidegraph: new.md: no such file")
            Path("new.md").write_text(f"{TEXT}\nBicycles stay outside.\n")
            waits_for("1  added")
        finally:
            process.terminate()


def test_misuse(run: Run) -> None:
    """What no edit makes right ends it."""
    result = run("preview", "2024", "new.md")

    assert 2 == result.code
    assert "unknown edition '2024'" in result.err
