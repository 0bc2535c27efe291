"""git shows changes of editions item by item, in a real repository."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter

from guidegraph.store.git_driver import register


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


@pytest.mark.slow
def test_new_file(repository: Path) -> None:
    """An edition that is new in the repository is shown as added items."""
    _setup(repository)
    (repository / "2027").mkdir()
    (repository / "2027" / "edition.md").write_text(NEW)
    _git(repository, "add", ".")

    assert "3  added" in _git(repository, "diff", "--cached")


@pytest.mark.slow
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


TURTLE = """
@prefix : <https://example.org/trades/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
: a skos:ConceptScheme ; skos:prefLabel "Trades"@en .
:c1 a skos:Concept ; skos:prefLabel "mason"@en ; skos:definition "Staff must greet."@en .
"""


def _committed(folder: Path, name: str, body: bytes) -> None:
    (folder / name).write_bytes(body)
    _git(folder, "add", ".")
    _git(folder, "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "more")


def _workbook(text: str) -> bytes:
    book = io.BytesIO()
    with xlsxwriter.Workbook(book) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ("id", "text"))
        sheet.write_row(1, 0, ("r1", text))
    return book.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("policy.md", OLD.encode(), NEW.encode()),
        ("rules.csv", b"id,text\nr1,Staff must greet.\n", b"id,text\nr1,Staff may greet.\n"),
        ("trades.ttl", TURTLE.encode(), TURTLE.replace("must", "may").encode()),
        ("rules.xlsx", _workbook("Staff must greet."), _workbook("Staff may greet.")),
    ],
)
def test_every_format(repository: Path, name: str, old: bytes, new: bytes) -> None:
    """Files of every format that can be read are shown, with their name and their states."""
    _committed(repository, name, old)
    _setup(repository)
    (repository / name).write_bytes(new)
    shown = _git(repository, "diff")

    commit, day = _git(repository, "log", "-1", "--abbrev=7", "--format=%h %as").split()
    assert f"guidegraph {name}: {commit} ({day}) → working tree\n" in shown
    assert "Staff [-must-] {+may+} greet" in shown
    _committed(repository, name, new)
    assert "Staff [-must-] {+may+} greet" in _git(repository, "log", "-p", "--ext-diff")


@pytest.mark.slow
def test_the_names_of_states(repository: Path) -> None:
    """A state is named by the commit that wrote it, and its tag, or as staged."""
    outline = repository / "2026" / "edition.md"
    _setup(repository)
    first = _git(repository, "log", "-1", "--abbrev=7", "--format=%h %as").split()
    _git(repository, "tag", "ballot")
    _committed(repository, "other.txt", b"Another file.\n")
    outline.write_text(NEW)
    _git(repository, "add", ".")
    staged = _git(repository, "diff", "--cached").splitlines()[0]
    _committed(repository, "2026/edition.md", NEW.encode())
    second = _git(repository, "log", "-1", "--abbrev=7", "--format=%h %as").split()
    committed = _git(repository, "diff", "HEAD~2", "HEAD", "--", "2026").splitlines()[0]
    before = f"ballot ({first[0]}, {first[1]})"

    assert f"guidegraph 2026/edition.md: {before} → staged" == staged
    assert f"guidegraph 2026/edition.md: {before} → {second[0]} ({second[1]})" == committed


@pytest.mark.slow
def test_a_renamed_file(repository: Path) -> None:
    """A renamed file is shown under its new name."""
    _setup(repository)
    _git(repository, "mv", "2026/edition.md", "2026/rules.md")
    (repository / "2026" / "rules.md").write_text(NEW)
    _git(repository, "add", ".")
    shown = _git(repository, "diff", "--cached", "-M10%")

    assert "(before: 2026/edition.md)" in shown
    assert "Staff [-must-] {+may+} greet people." in shown


@pytest.mark.slow
def test_needs_no_path(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What git runs is the program that `git-setup` was, wherever it is."""
    _setup(repository)
    (repository / "2026" / "edition.md").write_text(NEW)
    monkeypatch.setenv("PATH", os.environ["PATH"].partition(os.pathsep)[2])

    assert "Staff [-must-] {+may+} greet people." in _git(repository, "diff")


def test_a_program_that_is_gone(repository: Path) -> None:
    """If guidegraph cannot be run any more, git shows the lines, with a note, and goes on."""
    register(repository, (str(repository / "no such program"),))
    (repository / "2026" / "edition.md").write_text(NEW)
    (repository / "2026" / "course.md").write_text(NEW)
    _git(repository, "add", "-N", ".")
    done = subprocess.run(
        ["git", "diff"], cwd=repository, check=True, capture_output=True, text=True
    )

    assert "+1) Staff may greet people." in done.stdout
    assert "+++ b/2026/course.md" in done.stdout
    assert "guidegraph: it cannot be run here, so git shows 2026/edition.md" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "old", "new", "line"),
    [
        ("package.json", b'{"a": 1}\n', b'{"a": 2}\n', '+{"a": 2}'),
        ("table.xlsx", b"PK no", b"PK\0no", "table.xlsx: binary content differs"),
    ],
)
def test_other_content(repository: Path, name: str, old: bytes, new: bytes, line: str) -> None:
    """A file whose content is of none of the formats is shown as git would, with a note."""
    _committed(repository, name, old)
    _setup(repository)
    (repository / name).write_bytes(new)
    done = subprocess.run(
        ["git", "diff"],
        cwd=repository,
        check=True,
        capture_output=True,
        text=True,
        errors="replace",
    )

    assert line in done.stdout
    assert "shown line by line" in done.stderr


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
