"""Light, dark, on paper, and in colours of the reader's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.reading import DARK, Opening, Reader
from tests.browser.sites import PAGES, Sites


if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


pytestmark = pytest.mark.browser

PAPER, INK = "rgb(255, 255, 255)", "rgb(0, 0, 0)"


@pytest.mark.parametrize("name", PAGES)
def test_a_dark_page_is_dark(name: str, sites: Sites, open_for: Opening) -> None:
    """For who wants it dark the background is dark, the words are light, and so is each control."""
    page = open_for(sites.on_the_web(f"bundled/{PAGES[name]}"), DARK)

    assert _lightness(page, "body", "backgroundColor") < 0.2
    assert _lightness(page, "h1", "color") > 0.7
    assert _lightness(page, "#seek", "backgroundColor") < 0.2


@pytest.mark.parametrize("name", PAGES)
def test_a_page_on_paper(name: str, sites: Sites, open_for: Opening) -> None:
    """
    On paper there is the text in black on white, whatever the screen is, and nothing to press.
    """
    page = open_for(sites.on_the_web(f"bundled/{PAGES[name]}"), DARK)
    page.emulate_media(media="print")

    assert PAPER == _style(page.locator("body"), "backgroundColor")
    assert INK == _style(page.locator("h1"), "color")
    pressed = page.locator("button:visible, input:visible, select:visible, nav:visible")
    assert {"Breadcrumb"} >= {
        each.get_attribute("aria-label") or each.inner_text() for each in pressed.all()
    }


def test_a_chosen_dark_page_is_white_on_paper(sites: Sites, open_for: Opening) -> None:
    """Dark chosen on the page is not printed."""
    page = open_for(sites.on_the_web("bundled/index.html"))
    page.get_by_role("combobox", name="Colours").select_option("dark")
    page.emulate_media(media="print")

    assert PAPER == _style(page.locator("body"), "backgroundColor")
    assert INK == _style(page.locator("h1"), "color")


def test_a_glossary_on_paper_is_whole(sites: Sites, open_for: Opening) -> None:
    """On paper, where nothing can be opened, the uses of every term are there."""
    page = open_for(sites.on_the_web("bundled/glossary.html"))
    page.emulate_media(media="print")

    assert page.locator("details li").first.is_visible()


@pytest.mark.parametrize("name", ["edition", "changes", "map"])
def test_a_page_can_be_printed(name: str, sites: Sites, open_for: Opening) -> None:
    """A page makes a document on paper."""
    page = open_for(sites.on_the_web(f"bundled/{PAGES[name]}"))

    assert page.pdf(format="A4").startswith(b"%PDF-")


def test_colours_of_the_readers_own(sites: Sites, open_for: Opening) -> None:
    """
    Where the reader's colours replace ours, removed and added words have borders, and what has the
    focus is outlined.
    """
    page = open_for(
        sites.on_the_web("bundled/combined/changes/2013-peer.html"), Reader(forced_colours=True)
    )
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert "solid" == _style(page.locator(".words del").first, "borderTopStyle")
    assert "solid" == _style(page.locator(".words ins").first, "borderTopStyle")
    page.keyboard.press("Tab")

    assert "solid" == page.evaluate("getComputedStyle(document.activeElement).outlineStyle")


def _style(element: Locator, name: str) -> str:
    found: str = element.evaluate("(element, name) => getComputedStyle(element)[name]", name)
    return found


def _lightness(page: Page, selector: str, name: str) -> float:
    """How light a colour is, from 0 to 1."""
    colour = _style(page.locator(selector).first, name)
    red, green, blue = (int(part) for part in colour.removeprefix("rgb(").rstrip(")").split(","))
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255
