"""Which library a command uses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def make(folder: Path, title: str) -> str:
    """An empty library."""
    folder.mkdir()
    declared = f'title = "{title}"\nbase = "https://example.org/"\n'
    (folder / "library.toml").write_text(declared, encoding="utf-8")
    return str(folder)


@pytest.mark.parametrize(
    ("before", "after", "environment", "expected"),
    [
        (False, False, False, "National Practice Guidelines of peer support"),
        (False, False, True, "environment"),
        (True, False, False, "before"),
        (True, False, True, "before"),
        (False, True, False, "after"),
        (False, True, True, "after"),
        (True, True, True, "after"),
    ],
)
def test_the_nearest_wins(
    run: Callable[..., Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    before: bool,
    after: bool,
    environment: bool,
    expected: str,
) -> None:
    """`--library` after the command, before it, GUIDEGRAPH_LIBRARY, our own: in this order."""
    arguments = ["editions"]
    if environment:
        monkeypatch.setenv("GUIDEGRAPH_LIBRARY", make(tmp_path / "e", "environment"))
    if before:
        arguments = ["--library", make(tmp_path / "b", "before"), *arguments]
    if after:
        arguments += ["--library", make(tmp_path / "a", "after")]
    result = run(*arguments)

    assert (0, expected) == (result.code, result.out.splitlines()[0])


def test_an_empty_variable_names_no_library(
    run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """GUIDEGRAPH_LIBRARY set to nothing is as if it were not set."""
    monkeypatch.setenv("GUIDEGRAPH_LIBRARY", "")

    assert run("editions").out.startswith("National Practice Guidelines of peer support\n")


def test_a_variable_with_no_library_is_said(
    run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message names the folder that the environment names."""
    monkeypatch.setenv("GUIDEGRAPH_LIBRARY", "nowhere")
    result = run("editions")

    assert (3, "guidegraph: nowhere/library.toml: no such file; check the path\n") == (
        result.code,
        result.err,
    )
