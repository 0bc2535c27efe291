"""The pictures of the documentation can be taken again, and are all used."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest


if TYPE_CHECKING:
    from playwright.sync_api import Browser


pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
MOST_BYTES = 150_000


def _looked_at(folder: Path) -> set[str]:
    """The names of the pictures in a folder, each wide enough to read and small enough to load."""
    from PIL import Image

    names = set()
    for path in folder.iterdir():
        with Image.open(path) as image:
            assert 800 <= image.width <= 1_200, path
            assert 300 <= image.height <= 1_200, path
            shades = image.convert("L").histogram()
        assert any(shades[200:]), path
        assert max(shades) < 0.97 * sum(shades), f"{path}: empty"
        assert path.stat().st_size < MOST_BYTES, path
        names.add(path.name)
    return names


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_pictures_are_taken(chromium: Browser, tmp_path: Path) -> None:
    """The script makes each picture that the documentation has, with words that can be read."""
    assert chromium.is_connected()
    subprocess.run(
        [sys.executable, "tools/pictures.py", "--to", str(tmp_path)],
        check=True,
        cwd=ROOT,
        timeout=280,
    )

    assert _looked_at(ROOT / "docs" / "pictures") == _looked_at(tmp_path)


def test_pictures_are_used() -> None:
    """Each one is on a page, with words for who cannot see it."""
    pages = [path.read_text("utf-8") for path in (ROOT / "docs").rglob("*.md")]
    used = dict(
        found[::-1] for page in pages for found in re.findall(r"!\[([^]]*)\]\(\S*/([^)/]+)\)", page)
    )

    assert {path.name for path in (ROOT / "docs" / "pictures").iterdir()} == set(used)
    assert all(len(words) > 60 for words in used.values())
