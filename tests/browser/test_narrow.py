"""Small screens and large letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.reading import PHONE, Opening, Reader
from tests.browser.sites import PAGES, Sites


if TYPE_CHECKING:
    from playwright.sync_api import Page


pytestmark = pytest.mark.browser

# What reaches over the right edge of the page, and is in no box that is meant to scroll.
_OVER = """
() => [...document.querySelectorAll("body *")].filter((element) => {
  const box = element.getBoundingClientRect();
  return box.width > 1 && box.right > innerWidth + 1 &&
    !element.closest(".scroll, .picture, .said, .skip");
}).map((element) => element.outerHTML.slice(0, 160))
"""
_ENLARGED = "document.documentElement.style.fontSize = '200%'"


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_shows_a_page_whole(name: str, sites: Sites, open_for: Opening) -> None:
    """At 320 px no page scrolls sideways; only wide tables and pictures do, in their own boxes."""
    page = open_for(sites.on_the_web(f"bundled/{PAGES[name]}"), PHONE)

    assert [] == page.evaluate(_OVER)
    assert _fits(page)


@pytest.mark.parametrize("width", [640, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_letters_of_double_size_fit(name: str, width: int, sites: Sites, open_for: Opening) -> None:
    """With letters twice as large no page scrolls sideways."""
    page = open_for(sites.on_the_web(f"bundled/{PAGES[name]}"), Reader(width=width))
    page.evaluate(_ENLARGED)

    assert [] == page.evaluate(_OVER)
    assert _fits(page)


def test_hostile_words_fit_a_phone(sites: Sites, open_for: Opening) -> None:
    """Words without end, in any script and direction, break instead of widening any page."""
    page = open_for(sites.on_the_web("hostile/index.html"), PHONE)
    wide = []
    for path in sites.hostile():
        page.goto(sites.on_the_web(path))
        if not _fits(page):
            wide.append(path)

    assert [] == wide


@pytest.mark.parametrize("name", ["fan-in", "coverage", "value", "map"])
def test_what_is_too_wide_scrolls_for_itself(name: str, sites: Sites, open_for: Opening) -> None:
    """A box that scrolls can be stopped at and says what it is."""
    page = open_for(sites.on_the_web(f"bundled/{PAGES[name]}"), PHONE)
    boxes = page.locator(".scroll, .picture").all()

    assert boxes
    for box in boxes:
        assert "0" == box.get_attribute("tabindex")
        assert box.get_attribute("aria-label") or box.get_attribute("aria-labelledby")


def _fits(page: Page) -> bool:
    fits: bool = page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    return fits
