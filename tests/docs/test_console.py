"""The documentation's commands print what it says they print."""

from __future__ import annotations

import os
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "docs").rglob("*.md"))
FEW = 2
COMMAND = re.compile(r"^\$ ", re.MULTILINE)
STEP = re.compile(
    r"^Save this as `(?P<path>[^`]+)`:\n\n```\w*\n(?P<body>.*?)^```$"
    r"|^Save (?P<copies>\[[^\n]*)$"
    r"|^```console\n(?P<console>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


def _run(command: str, folder: Path) -> str:
    program, *arguments = _words(command)
    assert program == "guidegraph"
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "guidegraph", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def _words(command: str) -> list[str]:
    return [quoted or plain for quoted, plain in re.findall(r'"([^"]*)"|(\S+)', command)]


def test_documents() -> None:
    """The documents of the tutorial are those that their script makes."""
    made = runpy.run_path(str(ROOT / "tools" / "tutorial_documents.py"))["documents"]()

    assert made == {name: (ROOT / "docs" / "tutorial" / name).read_bytes() for name in made}


def _cases() -> list[object]:
    """The pages; those that run more than two commands are left to CI."""
    return [
        pytest.param(
            page,
            id=page.relative_to(ROOT).as_posix(),
            marks=pytest.mark.slow if len(COMMAND.findall(text)) > FEW else (),
        )
        for page in PAGES
        if "```console" in (text := page.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("page", _cases())
def test_console(page: Path, tmp_path: Path) -> None:
    """What follows a `$`, run in order in an empty folder, prints what stands below it."""
    for step in STEP.finditer(page.read_text(encoding="utf-8")):
        if step["path"]:
            file = tmp_path / step["path"]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(step["body"], encoding="utf-8")
            continue
        if step["copies"]:
            for name in re.findall(r"\]\(([^()\s]+)\)", step["copies"]):
                shutil.copy(page.parent / name, tmp_path)
            continue
        for part in COMMAND.split(step["console"])[1:]:
            command, _, expected = part.partition("\n")
            actual = _run(command, tmp_path).replace(f"{tmp_path}/", "")

            assert expected == actual, command
