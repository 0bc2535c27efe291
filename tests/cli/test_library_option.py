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


def test_the_library_around_is_used(
    run: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From inside a library its folder need not be named; a library that is named comes first."""
    make(tmp_path / "outer", "outer")
    inner = Path(make(tmp_path / "outer" / "inner", "inner"))
    (inner / "deep" / "deeper").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "outer")

    assert run("editions").out.startswith("outer\n")
    monkeypatch.chdir(inner / "deep" / "deeper")
    assert run("editions").out.startswith("inner\n")
    assert run("editions", "--library", "../../..").out.startswith("outer\n")
    monkeypatch.setenv("GUIDEGRAPH_LIBRARY", str(tmp_path / "outer"))
    assert run("editions").out.startswith("outer\n")


def test_an_edition_is_imported_started_and_released_from_inside(
    run: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a command writes is in the library around it."""
    place = Path(make(tmp_path / "l", "l"))
    (tmp_path / "rules.md").write_text("# Rules\n\nStaff must greet everyone.\n")
    (place / "notes").mkdir()
    monkeypatch.chdir(place / "notes")

    assert 0 == run("import", "../../rules.md", "--as", "2024").code
    assert 0 == run("new", "2026", "--from", "2024").code
    assert 0 == run("release", "2026", "--date", "2026").code
    assert (place / "2026" / "CHANGES.md").is_file()


@pytest.mark.parametrize(
    "command", ["new 2027 --from combined", "release combined", "import a.md --as b"]
)
def test_nothing_is_written_into_our_own_library_by_default(
    run: Callable[..., Any], command: str
) -> None:
    """Outside of a library, what would be written needs a library that is named."""
    Path("a.md").write_text("# A\n\nB.\n")
    result = run(*command.split())

    assert (2, "") == (result.code, result.out)
    assert result.err.startswith("guidegraph: no library to write into; go to its folder")


def test_an_unknown_edition_may_be_in_a_library_that_was_not_named(
    run: Callable[..., Any], tmp_path: Path
) -> None:
    """It is said where an edition was looked for; only our own library is taken unasked."""
    advice = "looked in the library that comes with guidegraph: name yours with --library"

    assert advice in run("show", "zzz").err
    assert advice not in run("show", "combind").err
    own = make(tmp_path / "l", "l")
    assert run("show", "zzz", "--library", own).err.endswith(f"; looked in {own}\n")
