"""Everything can be done with a keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.reading import Opening, Reader
from tests.browser.sites import PAGES, Sites


if TYPE_CHECKING:
    from playwright.sync_api import Page


pytestmark = pytest.mark.browser

# What a keyboard can stop at, in the order of the page; a box that scrolls is one, too.
_STOPS = """
() => [...document.querySelectorAll(
  "a[href], button, input, select, textarea, summary, [tabindex='0']"
)].filter(
  (element) => element.checkVisibility({ visibilityProperty: true }) && !element.disabled
).map((element, at) => { element.dataset.stop = at; return at; })
"""
_WATCH = """
() => {
  globalThis.stopped = [];
  document.addEventListener("focusin", ({ target }) => {
    const style = getComputedStyle(target);
    const box = target.getBoundingClientRect();
    globalThis.stopped.push({
      stop: target.dataset.stop === undefined ? null : Number(target.dataset.stop),
      outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
      seen: box.width > 0 && box.height > 0 && box.right > 0 &&
        box.top < innerHeight && box.bottom > 0,
      what: target.outerHTML.slice(0, 120),
    });
  });
}
"""


@pytest.mark.parametrize("name", PAGES)
def test_every_stop_is_reached_in_order(name: str, sites: Sites, open_for: Opening) -> None:
    """Tab stops at every link and control once, in the order of the page, and each is outlined."""
    page = open_for(sites.on_the_web(f"bundled/{PAGES[name]}"))
    expected = page.evaluate(_STOPS)
    stopped = _tabbed(page, len(expected) + 5)

    reached = [stop["stop"] for stop in stopped if stop["stop"] is not None]
    assert expected == reached[: len(expected)]
    assert [] == [stop["what"] for stop in stopped if not (stop["outlined"] and stop["seen"])]


@pytest.mark.parametrize("name", PAGES)
def test_the_first_stop_leads_to_the_content(name: str, sites: Sites, open_for: Opening) -> None:
    """
    The first Tab shows a link past the head of the page; with it the next one is in the content.
    """
    page = open_for(sites.on_the_web(f"bundled/{PAGES[name]}"))
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    box = skip.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert "Skip to the content" == page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'main'")
    page.keyboard.press("Tab")

    assert page.evaluate(
        "document.querySelector('header.site').compareDocumentPosition(document.activeElement)"
        " === Node.DOCUMENT_POSITION_FOLLOWING"
    )
    assert page.evaluate("document.activeElement.closest('main, footer') !== null")


@pytest.mark.parametrize("place", ["disk", "server"])
def test_enter_copies(place: str, sites: Sites, open_for: Opening) -> None:
    """Enter on a button to copy copies the citation, or selects it where a page may not copy."""
    path = "bundled/combined/value/7.html"
    page = open_for(sites.on_disk(path) if place == "disk" else sites.on_the_web(path))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = page.get_by_role("button", name="citation")
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.firstChild.textContent !== 'Copy'")

    citation = page.locator("#copy-citation").inner_text()
    if button.inner_text().startswith("Selected"):
        assert citation == page.evaluate("String(getSelection())")
    else:
        assert citation == page.evaluate("navigator.clipboard.readText()")
        assert button.inner_text().startswith("Copied")


def test_colours_are_chosen_and_kept(sites: Sites, open_for: Opening) -> None:
    """
    The choice of colours is made with a keyboard, holds on the next page, and can be taken back.
    """
    page = open_for(sites.on_disk("bundled/index.html"))
    choice = page.get_by_role("combobox", name="Colours", exact=True)
    choice.focus()
    page.keyboard.type("dark")
    light, dark = "rgb(251, 250, 248)", "rgb(20, 23, 26)"
    assert dark == _background(page)
    page.goto(sites.on_disk("bundled/glossary.html"))
    assert dark == _background(page)
    assert "dark" == page.get_by_role("combobox", name="Colours", exact=True).input_value()
    page.get_by_role("combobox", name="Colours", exact=True).focus()
    page.keyboard.press("Home")
    assert light == _background(page)
    page.reload()

    assert light == _background(page)
    assert "" == page.get_by_role("combobox", name="Colours", exact=True).input_value()


def test_details_open_and_close(sites: Sites, open_for: Opening) -> None:
    """Enter opens the list of a term's uses, Tab leads into it, and Enter closes it."""
    page = open_for(sites.on_disk("bundled/glossary.html"))
    summary = page.locator("summary").first
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('details').open")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")

    assert not page.locator("details").first.locator("li").first.is_visible()


def test_changes_are_chosen(sites: Sites, open_for: Opening) -> None:
    """A kind is chosen with the keyboard, words are typed, and a button shows all again."""
    page = open_for(sites.on_disk("bundled/combined/changes/2013-peer.html"))
    page.get_by_role("combobox", name="Kind", exact=True).focus()
    page.keyboard.type("changed in")
    assert 0 == page.locator(".change:not([data-marks*=meaning]):visible").count()
    page.get_by_role("searchbox", name="Text contains").focus()
    page.keyboard.type("consortium")
    page.get_by_role("button", name="Show all").focus()
    page.keyboard.press("Space")

    assert 0 == page.locator(".change:not(:visible)").count()
    assert "" == page.get_by_role("searchbox", name="Text contains").input_value()


def test_a_search_needs_no_mouse(sites: Sites, open_for: Opening) -> None:
    """From a deep page to an item that is searched for, with keys alone."""
    page = open_for(sites.on_disk("bundled/combined/value/7/practice/4.html"))
    page.get_by_role("searchbox").focus()
    page.keyboard.type("false promises")
    page.keyboard.press("Enter")
    page.locator(".hit").first.wait_for()
    page.get_by_role("combobox", name="Kind", exact=True).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".official").wait_for()

    assert "false promises" in page.locator(".official").inner_text()


def test_a_wide_picture_scrolls(sites: Sites, open_for: Opening) -> None:
    """
    A picture that is wider than a phone is stopped at, has a name, and scrolls with arrow keys.
    """
    page = open_for(sites.on_disk("bundled/combined/value/7.html"), Reader(width=320, height=640))
    figure = page.locator("figure.picture")
    figure.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('figure.picture').scrollLeft > 0")

    assert figure.get_attribute("aria-label")


def _tabbed(page: Page, times: int) -> list[dict[str, Any]]:
    """What is stopped at in a number of steps."""
    page.evaluate(_WATCH)
    for _ in range(times):
        page.keyboard.press("Tab")
    stopped: list[dict[str, Any]] = page.evaluate("globalThis.stopped")
    return stopped


def _background(page: Page) -> str:
    found: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return found
