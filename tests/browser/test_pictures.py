"""
Pictures of every kind of page, for people to look at.

`GUIDEGRAPH_PICTURES` names the folder that they are left in.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.browser.reading import DARK, PHONE, Opening, Reader
from tests.browser.sites import PAGES, Sites


pytestmark = pytest.mark.browser

LOOKS = {"light": Reader(), "dark": DARK, "phone": PHONE}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_its_pictures(
    name: str, sites: Sites, open_for: Opening, tmp_path: Path
) -> None:
    """A page is pictured light, dark, on a phone and on paper, and no two of these are the same."""
    folder = Path(os.environ.get("GUIDEGRAPH_PICTURES") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    address = sites.on_the_web(f"bundled/{PAGES[name]}")
    pictures = set()
    for look, reader in LOOKS.items():
        page = open_for(address, reader)
        pictures.add(page.screenshot(path=folder / f"{name}-{look}.png"))
    page = open_for(address)
    page.emulate_media(media="print")
    pictures.add(page.screenshot(path=folder / f"{name}-paper.png"))

    assert len(LOOKS) + 1 == len(pictures)
