"""`guidegraph desk`, as a process."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest


pytestmark = pytest.mark.slow  # desks start as processes


@contextmanager
def running(folder: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str, str]]:
    """A desk as a process of its own, its address, and what it says of its ledger."""
    with subprocess.Popen(
        [sys.executable, "-m", "guidegraph", "desk", "--no-browser", *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            found = re.search(r"http://127\.0\.0\.1:\d+/\?token=\S{20,}", process.stdout.readline())
            assert found is not None, process.communicate()[1]
            yield process, found[0], process.stdout.readline()
        finally:
            process.kill()


def test_it_opens_and_stops(garden: Path) -> None:
    """The printed address opens the page, every time another one; Ctrl+C ends it."""
    addresses = set()
    for _ in range(2):
        with running(garden, "2024", "2026", "--library", ".") as (process, address, said):
            addresses.add(address.rpartition("=")[2])
            assert str(Path("2024--2026") / "review.tsv") in said
            page = httpx.get(address, trust_env=False, timeout=30)
            assert 200 == page.status_code
            bare = address.partition("?")[0]
            assert 403 == httpx.get(bare, trust_env=False, timeout=30).status_code
            process.send_signal(signal.SIGINT)
            assert 0 == process.wait(timeout=30)
    assert 2 == len(addresses)


def test_files_have_a_ledger_in_the_folder(garden: Path) -> None:
    """Decisions about files are saved beside the reader, under both names."""
    for name in ("2024", "2026"):
        text = (garden / name / "edition.md").read_bytes()
        (garden / f"rules-{name}.md").write_bytes(text)
    with running(garden, "rules-2024.md", "rules-2026.md", "--reviewer", "A") as (_, address, said):
        assert "rules-2024--rules-2026.review.tsv" in said
        root, _, token = address.partition("?token=")
        headers = {"Guidegraph-Token": token}
        seen = httpx.get(f"{root}state", headers=headers, trust_env=False).json()["seen"]
        asked = {"changes": seen, "state": "accepted"}
        found = httpx.post(f"{root}decide", headers=headers, json=asked, trust_env=False)
        assert 200 == found.status_code

    saved = (garden / "rules-2024--rules-2026.review.tsv").read_text(encoding="utf-8")
    assert len(seen) + 1 == saved.count("\n")


def test_what_is_wrong_is_said_first(garden: Path) -> None:
    """An unknown edition is an error before anything listens."""
    found = subprocess.run(
        [sys.executable, "-m", "guidegraph", "desk", "2024", "2036", "--library", "."],
        cwd=garden,
        capture_output=True,
        text=True,
        check=False,
    )

    assert 2 == found.returncode
    assert 1 == found.stderr.count("\n")
    assert "2036" in found.stderr
