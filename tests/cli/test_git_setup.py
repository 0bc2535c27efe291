"""git shows changes of editions item by item, in a real repository."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


OLD = "# Rooms\n\n## Value 1. Open\n\n### Practice: Welcome\n\n1) Staff must greet people.\n"
NEW = OLD.replace("must", "may")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one edition, and a `guidegraph` on the path."""
    programs = tmp_path / "bin"
    programs.mkdir()
    program = programs / "guidegraph"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m guidegraph "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    folder = tmp_path / "repository"
    (folder / "2026").mkdir(parents=True)
    _git(folder, "init", "-q")
    (folder / "2026" / "edition.md").write_text(OLD)
    _git(folder, "add", ".")
    _git(folder, "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "one")
    return folder


def _git(folder: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", *arguments], cwd=folder, check=True, capture_output=True, text=True
    ).stdout


def _setup(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["guidegraph", "git-setup", *arguments],
        cwd=folder,
        check=False,
        capture_output=True,
        text=True,
    )


def test_diff(repository: Path) -> None:
    """After `git-setup`, `git diff` tells what the change of an edition means."""
    assert 0 == _setup(repository).returncode
    (repository / "2026" / "edition.md").write_text(NEW)
    shown = _git(repository, "diff")

    assert "guidegraph 2026/edition.md" in shown
    assert "REWORDED (substantive, force, weakened)" in shown
    assert "Staff [-must-] {+may+} greet people." in shown


def test_new_file(repository: Path) -> None:
    """An edition that is new in the repository is shown as added items."""
    _setup(repository)
    (repository / "2027").mkdir()
    (repository / "2027" / "edition.md").write_text(NEW)
    _git(repository, "add", ".")

    assert "3  added" in _git(repository, "diff", "--cached")


def test_broken_outline(repository: Path) -> None:
    """An outline that cannot be read is shown line by line, and git goes on."""
    _setup(repository)
    (repository / "2026" / "edition.md").write_text(
        "no title\n\n## Value 1) A\n\n### Practice: B\n"
    )

    assert "+no title" in _git(repository, "diff")


def test_undo(repository: Path) -> None:
    """`--undo` leaves the settings as they were, other attributes included."""
    attributes = repository / ".git" / "info" / "attributes"
    attributes.parent.mkdir(exist_ok=True)
    attributes.write_text("*.png binary\n")
    before = (repository / ".git" / "config").read_text()
    _setup(repository)
    _setup(repository)
    assert 1 == attributes.read_text().count("edition.md diff=guidegraph")
    _setup(repository, "--undo")
    _setup(repository, "--undo")

    assert "*.png binary\n" == attributes.read_text()
    assert before == (repository / ".git" / "config").read_text()


def test_outside_a_repository(tmp_path: Path) -> None:
    """Outside a repository it is misuse, in one line."""
    done = subprocess.run(
        [sys.executable, "-m", "guidegraph", "git-setup"],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "GIT_CEILING_DIRECTORIES": str(tmp_path.parent)},
    )

    assert (2, 1) == (done.returncode, len(done.stderr.splitlines()))
