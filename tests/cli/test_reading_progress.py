"""How far the reading of a file is, on the terminal."""

from __future__ import annotations

import time

import pytest

from guidegraph.cli import progress


def test_a_file_that_takes_long_is_shown_after_two_seconds_and_cleared(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = 0.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    report = progress.ReadingProgress()
    for done in range(4):
        report("a.pdf", done, 4)
        now += 0.9
    assert capsys.readouterr().err == "\rreading a.pdf: page 3 of 4"
    report("a.pdf", 4, 4)
    assert capsys.readouterr().err.strip(" \r") == ""
