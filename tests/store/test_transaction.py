"""Several files of a library are written together, or none of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from guidegraph.model.errors import FormatError, OccupiedError
from guidegraph.store.library import open_library
from guidegraph.store.transaction import write_together


ROOT = Path(__file__).resolve().parents[2]

# Runs the command line, and kills the process when it is about to call the Nth function of the
# operating system that changes files.
KILLED = """
import os, signal, sys
left = int(sys.argv[1])
def killing(event, arguments):
    global left
    changes = event in ("os.rename", "os.mkdir", "os.remove", "os.rmdir") or (
        event == "open" and isinstance(arguments[2], int)
        and arguments[2] & (os.O_WRONLY | os.O_RDWR)
    )
    if changes and ".guidegraph" in str(arguments[0]):
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.dont_write_bytecode = True
sys.addaudithook(killing)
from guidegraph.cli.main import main
main(sys.argv[2:])
"""


def files_of(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def killed_at(step: int, *arguments: str) -> int:
    """Run a command that is killed at a step; its exit code."""
    return subprocess.run(
        [sys.executable, "-c", KILLED, str(step), *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        check=False,
        timeout=60,
    ).returncode


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


@pytest.mark.parametrize(
    "command",
    [("new", "2026", "--from", "2024"), ("release", "2024", "--date", "2026-07-31")],
    ids=lambda each: each[0],
)
def test_killed(tmp_path: Path, command: tuple[str, ...]) -> None:
    """Wherever the process is killed, the next one finds all of the change, or the old library."""
    whole = written(tmp_path / "whole")
    before = files_of(whole)
    killed_at(10**6, *command, "--library", str(whole))
    after = files_of(whole)
    outcomes = []
    for step in range(100):
        library = written(tmp_path / str(step))
        code = killed_at(step, *command, "--library", str(library))
        open_library(library)
        found = files_of(library)

        assert found in (before, after), step
        outcomes.append(found == after)
        if code != -signal.SIGKILL:
            break

    assert before != after
    assert outcomes == sorted(outcomes), "once it counts, a later kill undoes nothing"
    assert outcomes.count(False) > 3
    assert outcomes.count(True) > 3


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
