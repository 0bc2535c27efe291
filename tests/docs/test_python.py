"""The page about Python runs, and leaves nothing out."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

import guidegraph as gg


PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "python.md"


@pytest.mark.slow
def test_every_example_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The examples, run in order in an empty folder, print what stands below them."""
    monkeypatch.chdir(tmp_path)
    text = PAGE.read_text(encoding="utf-8")
    examples = doctest.DocTestParser().get_doctest(text, {}, PAGE.name, str(PAGE), 0)
    shown: list[str] = []
    result = doctest.DocTestRunner().run(examples, out=shown.append)

    assert [] == shown
    assert result.attempted > 40


def test_nothing_is_left_out() -> None:
    """Each public name of the package and of `Library` stands on the page."""
    text = PAGE.read_text(encoding="utf-8")
    rooms = {"curriculum", "drafter", "editors", "exports", "librarian", "linter", "publisher"}
    names = {name for name in vars(gg.Library) if not name.startswith("_")} - rooms

    assert [] == sorted(name for name in names if name not in text)
