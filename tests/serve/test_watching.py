"""All answers are from one state of the library; with --watch, from the latest that can be read."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from tests.cli.test_serve import count, serving


pytestmark = pytest.mark.slow  # servers start as processes


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A library with one edition, `first`, which has a source."""
    library = tmp_path / "place"
    (library / "first").mkdir(parents=True)
    stated = 'title = "Small"\nbase = "https://example.org/small/"\n'
    (library / "library.toml").write_text(stated)
    (library / "first" / "edition.toml").write_text("[source]\n")
    return library


def _write(library: Path, *texts: str) -> None:
    body = "\n\n".join(texts)
    (library / "first" / "edition.md").write_text(f"# The guide\n\n## Purpose\n\n{body}\n")
    (library / "first" / "source.txt").write_text(f"The guide\n\nPurpose\n\n{body}\n")


def _in_time(what: Callable[[], bool], seconds: float = 30) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if what():
            return True
        time.sleep(0.2)
    return False


def _page(url: str) -> str:
    return httpx.get(f"{url}first.nt", trust_env=False, timeout=30).text


def test_one_state(place: Path) -> None:
    """What changes after the start is not served, whatever is asked for the first time then."""
    _write(place, "Peers help.")
    with serving("--library", str(place)) as (_, url):
        _write(place, "Peers help.", "They listen.")
        found = (count(url), "They listen" in _page(url))
        findings = httpx.get(f"{url}api/editions/first/findings", trust_env=False, timeout=60)

    assert ("1", False) == found
    assert 200 == findings.status_code
    assert "listen" not in findings.text


def test_the_latest_state(place: Path) -> None:
    """The new state is served whole; one that cannot be read is said, and the one before stays."""
    _write(place, "Peers help.")
    with serving("--library", str(place), "--watch") as (process, url):
        first = count(url)
        _write(place, "Peers help.", "They listen.")
        changed = _in_time(lambda: "They listen" in _page(url))
        second = count(url)
        (place / "library.toml").write_text("nonsense")
        time.sleep(4)
        third = (count(url), "They listen" in _page(url))
        process.terminate()
        _, err = process.communicate(timeout=20)

    assert (first, changed, second, third) == ("1", True, "2", ("2", True))
    assert 1 == err.count("the server answers from its new state")
    assert 1 == err.count("cannot be read")
    assert "Traceback" not in err


def test_files_are_watched(tmp_path: Path) -> None:
    """A file that is served without a library is read anew, too."""
    file = tmp_path / "guide.md"
    file.write_text("# The guide\n\n## Purpose\n\nPeers help.\n")
    with serving(str(file), "--watch") as (_, url):
        before = count(url)
        file.write_text("# The guide\n\n## Purpose\n\nPeers help.\n\nThey listen.\n")
        changed = _in_time(lambda: count(url) != before)

    assert changed
