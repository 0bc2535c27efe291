"""Run the command line in this process, or as a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from guidegraph.cli.main import main
from guidegraph.workspace import Workspace


ROOT = Path(__file__).resolve().parents[2]
_OPENED: dict[Hashable, Workspace] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands run in an empty folder, and nothing outside says how."""
    monkeypatch.chdir(tmp_path)
    for name in ("GUIDEGRAPH_LIBRARY", "GUIDEGRAPH_DEBUG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def bundled_library_read_once(monkeypatch: pytest.MonkeyPatch, kept_workers: None) -> None:
    """
    Commands in this process share what they read and compared of the bundled library.

    Commands write into copies of it only, which are read anew each time.
    """
    opened = Workspace.open

    def shared(path: Path | None = None, **options: Any) -> Workspace:
        if path is not None and path.resolve() != ROOT / "editions":
            return opened(path, **options)
        key = (path, *sorted(options.items()))
        if key not in _OPENED:
            _OPENED[key] = opened(path, **options)
        return _OPENED[key]

    monkeypatch.setattr(Workspace, "open", shared)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Result]:
    """Run a command in this process."""

    def run_here(*arguments: str) -> Result:
        capsys.readouterr()
        with pytest.raises(SystemExit) as caught:
            main(arguments)
        code = caught.value.code
        assert isinstance(code, int)
        found = capsys.readouterr()
        return Result(code=code, out=found.out, err=found.err)

    return run_here


@pytest.fixture
def start() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run a shell command in which `guidegraph` is the command line, as a process of its own."""

    def run_there(command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        path = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")]))
        program = f'guidegraph() {{ "{sys.executable}" -m guidegraph "$@"; }}\n'
        return subprocess.run(
            ["bash", "-c", program + command],
            env={**os.environ, "PYTHONPATH": path, **environment},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    return run_there


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A copy of the bundled library and its courses."""
    for name in ("editions", "curricula"):
        shutil.copytree(ROOT / name, tmp_path / "copy" / name)
    return tmp_path / "copy" / "editions"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A library with one edition, `first`, which has a source."""
    place = tmp_path / "small"
    (place / "first").mkdir(parents=True)
    files = {
        "library.toml": 'title = "Small"\nbase = "https://example.org/small/"\n',
        "first/edition.toml": "[source]\n",
        "first/edition.md": "# The guide\n\n## Purpose\n\nPeers help.\n",
        "first/source.txt": "The guide\n\nPurpose\n\nPeers help.\n",
    }
    for name, text in files.items():
        (place / name).write_text(text, encoding="utf-8")
    return place
