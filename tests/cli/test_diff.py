"""`guidegraph diff`: what the command does with the result."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest


Run = Callable[..., Any]
OLD = "# T\n\n## A\n\nPeers must listen.\n\nPeers help.\n"
NEW = "# T\n\n## A\n\nPeers may listen.\n\nPeers help.\n"


@pytest.fixture(autouse=True)
def files(tmp_path: Path) -> None:
    """Two editions as files."""
    (tmp_path / "old.md").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.md").write_text(NEW, encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("old.md new.md", 0),
        ("old.md new.md --exit-code", 1),
        ("old.md old.md --exit-code", 0),
    ],
)
def test_changes_are_an_error_only_if_asked_for(run: Run, arguments: str, code: int) -> None:
    """A diff with changes is done well; `--exit-code` makes a gate of it."""
    result = run("diff", *arguments.split())

    assert (code, "") == (result.code, result.err)
    assert result.out


def test_the_gate_writes_its_result(run: Run, tmp_path: Path) -> None:
    """With `--exit-code` and -o, the file is written before the gate is hit."""
    shown = run("diff", "old.md", "new.md")
    result = run("diff", "old.md", "new.md", "--exit-code", "-o", "result")

    assert (1, "") == (result.code, result.out)
    assert shown.out.encode() == (tmp_path / "result").read_bytes()


def test_a_file_can_be_compared_with_an_edition(run: Run, library: Path) -> None:
    """OLD and NEW may be ids and files, mixed; an unchanged copy has no changes."""
    copy = Path("copy.md")
    copy.write_bytes((library / "combined" / "edition.md").read_bytes())
    result = run("diff", "combined", "copy.md", "--format", "json")
    data = json.loads(result.out)

    assert (0, ["combined"], "copy", []) == (
        result.code,
        data["old"],
        data["new"],
        data["changes"],
    )


@pytest.mark.parametrize(
    "old",
    [
        "supervisor",
        pytest.param("2013-peer", marks=pytest.mark.slow),
        pytest.param("2013-peer supervisor", marks=pytest.mark.slow),
    ],
)
def test_json_counts_what_it_lists(run: Run, old: str) -> None:
    """The summary counts the changes, and the audit finds every item in one change or unchanged."""
    data = json.loads(run("diff", *old.split(), "combined", "--format", "json").out)
    sides = {
        side: [ref["id"] for change in data["changes"] for ref in change[side]]
        + [pair[side]["id"] for pair in data["unchanged"]]
        for side in ("old", "new")
    }

    assert len(data["changes"]) == sum(data["summary"].values())
    assert data["audit"]["unexplained"] == []
    assert data["audit"]["old_items"] == len(sides["old"])
    assert data["audit"]["new_items"] == len(sides["new"]) == len(set(sides["new"]))
    assert old.split() == data["old"]


@pytest.mark.slow
def test_every_run_gives_the_same_bytes(start: Callable[..., CompletedProcess[str]]) -> None:
    """Neither the process nor the hash seed shows in a result."""
    outputs = {
        start("guidegraph diff 2013-peer combined --format json", PYTHONHASHSEED=seed).stdout
        for seed in ("1", "2")
    }

    assert 1 == len(outputs)
    assert "" not in outputs
