"""`guidegraph site`"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Result


Run = Callable[..., Result]

OUTLINE = """# Rooms

## Values

### 1. Rooms are open

Rooms are open to all.
"""


@pytest.fixture
def library(run: Run) -> Path:
    """A library with one edition."""
    run("init", "rooms", "--title", "Reading rooms", "--base", "https://example.org/rooms/")
    folder = Path("rooms/2026")
    folder.mkdir()
    (folder / "edition.toml").write_text("", encoding="utf-8")
    (folder / "edition.md").write_text(OUTLINE, encoding="utf-8")
    return Path("rooms")


def test_build(run: Run, library: Path) -> None:
    """A site is written, and where to begin is said."""
    done = run("site", "build", "--library", str(library), "-o", "out")

    assert 0 == done.code
    assert "" == done.out
    assert done.err.startswith("out: ")
    assert done.err.endswith(" files written, 0 unchanged, 0 removed; open out/index.html\n")
    assert "Reading rooms" in Path("out/index.html").read_text(encoding="utf-8")
    assert "Rooms are open to all." in Path("out/2026.html").read_text(encoding="utf-8")


def test_build_again(run: Run, library: Path) -> None:
    """What did not change is not written again."""
    run("site", "build", "--library", str(library), "-o", "out")
    again = run("site", "build", "--library", str(library), "-o", "out")

    assert "out: 0 files written, " in again.err


def test_own_address_title_and_iris(run: Run, library: Path) -> None:
    """A publisher's title, address and base IRI are used all over the site."""
    options = ["--title", "Our rooms", "--url", "https://rooms.example", "--base-iri"]
    run("site", "build", "--library", str(library), "-o", "out", *options, "https://id.example/r/")
    page = Path("out/2026.html").read_text(encoding="utf-8")

    assert "Our rooms" in page
    assert '<link rel="canonical" href="https://rooms.example/2026.html">' in page
    assert "https://id.example/r/2026" in page
    assert "https://example.org/rooms/" not in page
    assert "https://id.example/r/" in Path("out/2026.ttl").read_text(encoding="utf-8")
    assert "https://rooms.example/2026.html" in Path("out/sitemap.xml").read_text(encoding="utf-8")


def test_own_template(run: Run, library: Path) -> None:
    """One template of the publisher's stands in for ours."""
    Path("mine").mkdir()
    own = '{% extends "layout.html" %}{% block main %}<p>Mine</p>{% endblock %}'
    Path("mine/home.html").write_text(own, encoding="utf-8")
    run("site", "build", "--library", str(library), "-o", "out", "--templates", "mine")

    assert "<p>Mine</p>" in Path("out/index.html").read_text(encoding="utf-8")
    assert "Rooms are open to all." in Path("out/2026.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--url", "ftp://x/"), "not an address of the web: 'ftp://x/'; write https://…/"),
        (("--url", 'https://x/"><script>'), "not an address of the web"),
        (("--base-iri", "x"), "not a base IRI: 'x'; write https://…, ending in '/'"),
        (("--templates", "nowhere"), "nowhere: no such folder; name the one with your templates"),
    ],
)
def test_misuse(run: Run, library: Path, options: tuple[str, ...], said: str) -> None:
    """What cannot be done is said in a line, and nothing is written."""
    done = run("site", "build", "--library", str(library), "-o", "out", *options)

    assert 2 == done.code
    assert done.err.startswith(f"guidegraph: {said}")
    assert 1 == done.err.count("\n")
    assert not Path("out").exists()


def test_a_folder_that_is_no_site(run: Run, library: Path) -> None:
    """A folder with something else in it is left as it is."""
    done = run("site", "build", "--library", str(library), "-o", ".")

    assert 2 == done.code
    assert ["rooms"] == [path.name for path in Path().iterdir()]


@pytest.mark.slow
def test_the_same_bytes_under_any_seed(library: Path) -> None:
    """The site does not depend on the order in which Python happens to keep its sets."""
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-m", "guidegraph", "site", "build", "-o", seed],
            env={**os.environ, "PYTHONHASHSEED": seed, "GUIDEGRAPH_LIBRARY": str(library)},
            check=True,
            capture_output=True,
        )
    first, second = (
        {
            path.relative_to(seed).as_posix(): path.read_bytes()
            for path in Path(seed).rglob("*")
            if path.is_file()
        }
        for seed in ("1", "2")
    )

    assert first == second


@pytest.mark.slow
def test_the_bundled_library(run: Run) -> None:
    """The pages of our own library say what became of the item that was dropped."""
    done = run("site", "build", "-o", "out")
    page = Path("out/2013-peer/value/7/practice/4.html").read_text(encoding="utf-8")

    assert 0 == done.code
    assert "has no successor" in page
