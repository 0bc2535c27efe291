"""Several files of a library are written together, or none of them."""

from __future__ import annotations

import errno
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from fuzzing.forked import command, load_all, run
from fuzzing.steps import Interruption
from guidegraph.cli.main import main
from guidegraph.model.errors import FormatError, OccupiedError
from guidegraph.store.library import open_library
from guidegraph.store.transaction import write_together


ROOT = Path(__file__).resolve().parents[2]
DRAFT = "ROOMS\n\nStaff may greet everyone.\n\nRooms are open all day.\n"


def files_of(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def written(folder: Path, title: str = "Rooms") -> Path:
    """A library with an edition."""
    for path, text in {
        "library.toml": f'title = "{title}"\nbase = "https://example.org/rooms/"\n',
        "2024/edition.toml": 'issued = "2024"\n',
        "2024/edition.md": "# Rooms\n\n## Rules\n\nStaff must greet everyone.\n",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [
        ("new", "2026", "--from", "2024"),
        ("import", "draft.txt", "--as", "2026"),
        ("release", "2024", "--date", "2026-07-31"),
    ],
    ids=lambda each: each[0],
)
def test_killed(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """Wherever the process is killed, the next one finds all of the change, or the old library."""
    (tmp_path / "draft.txt").write_text(DRAFT)
    whole = written(tmp_path / "whole")
    before = files_of(whole)
    counted = run(command(*arguments, "--library", "whole"), tmp_path)
    load_all(counted)
    after = files_of(whole)
    outcomes = []
    for step in range(counted.steps):
        library = written(tmp_path / str(step))
        ended = run(command(*arguments, "--library", str(step)), tmp_path, Interruption(step))
        open_library(library)
        found = files_of(library)

        assert ended.was_killed
        assert found in (before, after), step
        outcomes.append(found == after)

    assert before != after
    assert outcomes == sorted(outcomes), "once it counts, a later kill undoes nothing"
    assert outcomes.count(False) > 3
    assert outcomes.count(True) > 3


def test_a_disk_that_fills_up(tmp_path: Path) -> None:
    """Wherever the room on the disk ends, an error means that nothing happens, also later."""
    arguments = ("new", "2026", "--from", "2024")
    whole = written(tmp_path / "whole")
    before = files_of(whole)
    counted = run(command(*arguments, "--library", "whole"), tmp_path)
    load_all(counted)
    after = files_of(whole)
    for step in range(counted.steps):
        library = written(tmp_path / str(step))
        full = Interruption(step, is_kill=False, share=0.5)
        ended = run(command(*arguments, "--library", str(step)), tmp_path, full)
        found = files_of(library)
        open_library(library)

        assert (ended.code, found) in ((2, before), (0, after)), step
        assert found == files_of(library)
        assert (library / "2026").exists() == (found == after)


def test_refused(tmp_path: Path) -> None:
    """What stops the write before it begins leaves everything as it was."""
    library = written(tmp_path)
    before = files_of(library)

    def ready() -> None:
        raise OccupiedError("occupied")

    with pytest.raises(OccupiedError):
        write_together(library, {library / "x" / "y": b""}, ready=ready)

    assert before == files_of(library)


@pytest.mark.parametrize("listed", ["[", "{}", '["../x"]', '["/x"]', "[1]"])
def test_damaged_list(tmp_path: Path, listed: str) -> None:
    """A list of files that leads out of the library is not followed."""
    library = written(tmp_path)
    (library / ".guidegraph-change").mkdir()
    (library / ".guidegraph-change" / "files.json").write_text(listed)
    (library / ".guidegraph-change" / "0").write_text("x")

    with pytest.raises(FormatError, match="files"):
        open_library(library)


def _ran(*arguments: str, folder: Path, largest: int | None = None) -> tuple[int, str]:
    """Run a command, with a limit of the size of files; its exit code, and what it says."""

    def limited() -> None:
        if largest is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    done = subprocess.run(
        [sys.executable, "-B", "-m", "guidegraph", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        cwd=folder,
        preexec_fn=limited,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return done.returncode, done.stderr


COMMANDS = {
    "new": ("new", "2026", "--from", "2024", "--library", "library"),
    "import": ("import", "draft.txt", "--as", "2026", "--library", "library"),
    "release": ("release", "2024", "--date", "2026-07-31", "--library", "library"),
    "merge": ("merge", "2024", "a.md", "b.md", "--library", "library", "-o", "library/merged.csv"),
}


def _desk(folder: Path) -> Path:
    """A folder with a library and drafts."""
    library = written(folder / "library")
    outline = (library / "2024" / "edition.md").read_text()
    (folder / "draft.txt").write_text(DRAFT)
    (folder / "a.md").write_text(outline.replace("must", "should"))
    (folder / "b.md").write_text(outline + "\nRooms are open.\n")
    return library


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=() if name == "new" else pytest.mark.slow) for name in COMMANDS],
)
def test_a_full_disk(tmp_path: Path, name: str) -> None:
    """Where files cannot be written whole, one line says so, and the library is as before."""
    library = _desk(tmp_path)
    before = files_of(library)
    code, said = _ran(*COMMANDS[name], folder=tmp_path, largest=20)

    assert code == 2
    assert said.startswith("guidegraph: ")
    assert "cannot be written (file too large)" in said.splitlines()[-1]
    assert "Traceback" not in said
    assert before == files_of(library)
    assert _ran(*COMMANDS[name], folder=tmp_path)[0] == 0
    assert before != files_of(library)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_folder_that_cannot_be_written(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written where the file system is read-only; one line says so."""
    library = _desk(tmp_path)
    before = files_of(library)

    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Path, "mkdir", refused)
    monkeypatch.setattr(tempfile, "mkstemp", refused)
    with pytest.raises(SystemExit) as caught:
        main(COMMANDS[name])

    assert caught.value.code == 2
    assert "cannot be written (read-only file system)" in capsys.readouterr().err.splitlines()[-1]
    assert before == files_of(library)


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
def test_killed_at_any_moment(tmp_path: Path, name: str) -> None:
    """Whenever the process is killed, the library is as before or as after; a new run works."""
    chance = random.Random(name)
    whole = _desk(tmp_path / "whole")
    before = _settled(whole)
    start = time.monotonic()
    assert _ran(*COMMANDS[name], folder=whole.parent)[0] == 0
    taken = time.monotonic() - start
    after = _settled(whole)
    for number in range(12):
        library = _desk(tmp_path / str(number))
        process = subprocess.Popen(
            [sys.executable, "-B", "-m", "guidegraph", *COMMANDS[name]],
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            cwd=library.parent,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(taken * chance.uniform(0.4, 1.1))
        process.kill()
        process.wait()
        found = _settled(library)

        assert found in (before, after)
        code, said = _ran(*COMMANDS[name], folder=library.parent)
        assert code == 0 or (found == after and "already" in said)
        assert _settled(library) == after


def _settled(library: Path) -> dict[str, bytes]:
    """The files of a library once somebody has opened it, without those of other writers."""
    open_library(library)
    return {path: body for path, body in files_of(library).items() if ".guidegraph-" not in path}
