"""Files in revisions of a git repository."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from guidegraph.model.errors import UnreadableError
from guidegraph.store.git import read_git_edition, read_revision
from guidegraph.store.library import read_file
from guidegraph.workspace import Workspace


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder."""
    name = (
        "-c",
        "user.name=test",
        "-c",
        "user.email=test@example.org",
        "-c",
        "commit.gpgsign=false",
    )
    subprocess.run(["git", *name, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with two revisions of two files."""
    git(tmp_path, "init", "-q", "-b", "main")
    folder = tmp_path / "rooms" / "2026"
    folder.mkdir(parents=True)
    (tmp_path / "top.csv").write_text("id,text\na,Old.\n")
    (folder / "edition.md").write_text("# Rooms\n\n## Opening hours\n\nRooms are open.\n")
    (folder / "edition.toml").write_text('issued = "2020"\n')
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "one")
    (tmp_path / "top.csv").write_text("id,text\na,New.\n")
    (folder / "edition.toml").write_text('issued = "2026"\n')
    git(tmp_path, "commit", "-q", "-a", "-m", "two")
    return tmp_path


@pytest.mark.parametrize(
    ("rev", "expected"), [("HEAD", b"New."), ("HEAD~1", b"Old."), ("main", b"New.")]
)
def test_revisions(repository: Path, rev: str, expected: bytes) -> None:
    """A file is read as it was, whatever it is now."""
    (repository / "top.csv").unlink()

    assert b"id,text\na," + expected + b"\n" == read_revision(rev, "top.csv", repository)


@pytest.mark.parametrize("path", ["edition.md", "./edition.md", "../2026/edition.md"])
def test_relative(repository: Path, path: str) -> None:
    """Paths are relative to the folder one is in."""
    assert read_revision("HEAD", path, repository / "rooms" / "2026").startswith(b"# Rooms")


def test_outline(repository: Path) -> None:
    """An outline is read with the TOML file of its revision, and called after its folder."""
    path = repository / "rooms" / "2026" / "edition.md"
    old = read_git_edition("git:HEAD~1:rooms/2026/edition.md", repository)

    assert ("2026", "2020") == (old.id, old.issued)
    assert read_file(path) == read_git_edition("git:HEAD:rooms/2026/edition.md", repository)


def test_table(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every format can be read from a revision, by its file's name."""
    monkeypatch.chdir(repository)

    assert ("top", "Old.") == (
        (edition := Workspace.open().resolve("git:HEAD~1:top.csv")).id,
        edition.items[0].text,
    )


def test_variables(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Variables that a hook or a stranger set do not make it another repository."""
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    monkeypatch.setenv("GIT_WORK_TREE", "/")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "nonsense")

    assert read_revision("HEAD", "top.csv", repository)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("git:HEAD", "git:HEAD: not git:REVISION:PATH; write git:HEAD~1:PATH"),
        ("git::top.csv", "git::top.csv: not git:REVISION:PATH; write git:HEAD~1:top.csv"),
        ("git:HEAD:", "git:HEAD:: not git:REVISION:PATH; write git:HEAD~1:PATH"),
        ("git:v9:top.csv", "git:v9:top.csv: no revision 'v9' here; see 'git log' and"),
        ("git:-h:top.csv", "git:-h:top.csv: no revision '-h'; use a branch, tag or commit"),
        ("git:--output=x:top.csv", "git:--output=x:top.csv: no revision '--output=x'; use a"),
        ("git:HEAD..main:top.csv", "git:HEAD..main:top.csv: no revision 'HEAD..main' here"),
        ("git:HEAD\0:top.csv", "git:HEAD\0:top.csv: no revision 'HEAD\\x00'; use a branch"),
        ("git:HEAD:gone.csv", "git:HEAD:gone.csv: no file 'gone.csv' in that revision; paths are"),
        ("git:HEAD:rooms", "git:HEAD:rooms: a folder, not a file; name a file in it"),
        ("git:HEAD:/etc/passwd", "git:HEAD:/etc/passwd: not a path below this folder; write it"),
        ("git:HEAD:../../x.csv", "git:HEAD:../../x.csv: no file '../../x.csv' in that revision"),
    ],
)
def test_refusals(repository: Path, target: str, expected: str) -> None:
    """What is not there is said, and nothing that a user writes is an option of git."""
    with pytest.raises(UnreadableError) as caught:
        read_git_edition(target, repository)

    assert str(caught.value).startswith(expected)


def test_no_repository(tmp_path: Path) -> None:
    """Outside a repository, that is what is said."""
    with pytest.raises(
        UnreadableError, match="this folder is not in a git repository; change to one"
    ):
        read_revision("HEAD", "top.csv", tmp_path)


def test_no_program(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without git, that is what is said."""
    monkeypatch.setenv("PATH", str(repository))

    with pytest.raises(UnreadableError, match=r"git cannot be run .*; install it"):
        read_revision("HEAD", "top.csv", repository)


def test_no_other_program(repository: Path) -> None:
    """No program that a repository asks for is run to show a file."""
    touched = repository / "touched"
    program = f"touch {touched}; cat"
    (repository / ".gitattributes").write_text("*.csv diff=x filter=x\n")
    for key in ("diff.x.textconv", "filter.x.smudge", "core.fsmonitor", "core.pager"):
        git(repository, "config", key, program)
    git(repository, "-c", "core.fsmonitor=false", "add", ".gitattributes")

    assert read_revision("HEAD", "top.csv", repository)
    assert not touched.exists()
