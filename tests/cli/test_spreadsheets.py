"""Spreadsheets on the command line: what is said of them, and how to correct it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


Run = Callable[..., Any]
RULES = "Ref.;Wording;Summary\nR1;Doors are locked at night.;Doors\nR2;Logs are kept.;Logs\n"


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a spreadsheet that has names of its own."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text(RULES, encoding="utf-8")
    return tmp_path


def test_what_is_what(run: Run, rules: Path) -> None:
    """What the columns were taken for is said on standard error, in one line."""
    result = run("show", "a.csv")

    assert (0, 1) == (result.code, result.err.count("\n"))
    assert (
        'guidegraph: warning: a.csv: columns: "Ref." as id, "Wording" as text; '
        'kept as attributes: "Summary"\n'
    ) == result.err
    assert "Doors are locked at night." in result.out


@pytest.mark.parametrize("command", ["show", "diff", "check", "export"])
def test_correction(run: Run, rules: Path, command: str) -> None:
    """Every command that reads spreadsheets is told what a column is in the same way."""
    more = {"diff": ("a.csv",), "export": ("--to", "csv")}.get(command, ())
    result = run(command, "a.csv", *more, "--columns", 'text=Summary,attribute="Wording"')

    assert 0 == result.code
    assert 'columns: "Ref." as id, "Summary" as text; kept as attributes: "Wording"' in result.err


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ("text=Rule", "unknown column 'Rule': there are Ref., Summary, Wording"),
        ("txet=Wording", "unknown role of a column 'txet': did you mean 'text'?"),
        ("Wording", "--columns 'Wording': not ROLE=NAME; write one such as text="),
        ("text=", "--columns: no name for 'text'; write text="),
    ],
)
def test_misuse(run: Run, rules: Path, columns: str, expected: str) -> None:
    """What is wrong with the option is said, with the names that there are."""
    result = run("show", "a.csv", "--columns", columns)

    assert 2 == result.code
    assert expected in result.err


def test_encoding(run: Run, rules: Path) -> None:
    """An encoding can be insisted on; one that does not exist is misuse."""
    (rules / "b.csv").write_bytes("id,text\na,Größe\n".encode("mac-roman"))

    assert "Größe" in run("show", "b.csv", "--encoding", "mac-roman").out
    assert 2 == run("show", "b.csv", "--encoding", "klingon").code
    assert 3 == run("show", "b.csv", "--encoding", "utf-8").code


def test_the_same_cells(run: Run, rules: Path) -> None:
    """An exported table has the same names and cells."""
    result = run("export", "a.csv", "--to", "csv")

    assert RULES.replace(";", ",") == result.out
