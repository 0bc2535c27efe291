"""The search in the page, and the way to it from every other page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.reading import DARK, Opening
from tests.browser.sites import ATTACKS, Sites


if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


pytestmark = pytest.mark.browser

SEARCH = "bundled/search.html"


@pytest.fixture(params=["disk", "server"])
def search(request: pytest.FixtureRequest, sites: Sites, open_for: Opening) -> Page:
    """The page to search in, from a disk and from a server."""
    return open_for(sites.on_disk(SEARCH) if request.param == "disk" else sites.on_the_web(SEARCH))


def test_typing_finds_words(search: Page) -> None:
    """What is typed is found while it is typed, with the words marked and the number told."""
    found = _typed(search, "privacy")

    assert {"privacy"} == {mark.lower() for mark in found.locator("mark").all_inner_texts()}
    assert f"{found.count()} items found" == _said(search)


def test_the_best_hits_come_first(search: Page) -> None:
    """
    An item that has all the words, one after the other, comes before those that have them apart.
    """
    found = _typed(search, "privacy and confidentiality")

    first = [text.lower() for text in found.all_inner_texts()[:2]]
    assert all("privacy and confidentiality" in text for text in first)


def test_a_plural_finds_the_singular(search: Page) -> None:
    """The number of a noun is of no matter."""
    one = _typed(search, "value").count()
    several = _typed(search, "values").count()

    assert one == several > 0


def test_a_hit_leads_to_its_page(search: Page) -> None:
    """The link of a hit opens the page of the item."""
    found = _typed(search, "false promises")
    found.first.get_by_role("link").click()

    assert "false promises" in search.locator(".official").inner_text()


def test_a_filter_leaves_one_edition(search: Page) -> None:
    """With an edition chosen, hits are of that edition, and all again when none is."""
    every = _typed(search, "privacy").count()
    search.get_by_role("combobox", name="Edition", exact=True).select_option("2013-peer")
    some = search.locator(".hit").count()

    assert {"2013-peer"} == set(search.locator(".hit .edition").all_inner_texts())
    assert 0 < some < every
    search.get_by_role("combobox", name="Edition", exact=True).select_option("")
    assert every == search.locator(".hit").count()


def test_a_filter_leaves_one_kind(search: Page) -> None:
    """With a kind chosen, hits are of that kind."""
    _typed(search, "support")
    search.get_by_role("combobox", name="Kind", exact=True).select_option("Core value")

    assert {"Core value"} == set(search.locator(".hit .kind").all_inner_texts())


def test_what_is_not_there_is_told(search: Page) -> None:
    """Without a hit the page says so and what to do."""
    found = _typed(search, "zzzzqqq")

    assert 0 == found.count()
    assert "No item has these words. Try fewer or different words." == _said(search)


def test_nothing_typed_nothing_said(search: Page) -> None:
    """With the field emptied the page says nothing."""
    _typed(search, "privacy")

    assert 0 == _typed(search, "").count()
    assert "" == _said(search)


@pytest.mark.parametrize("place", ["disk", "server"])
def test_the_head_of_a_deep_page_searches(place: str, sites: Sites, open_for: Opening) -> None:
    """The field in the head of a page four folders deep leads to the search with its words."""
    path = "bundled/combined/value/7/practice/4.html"
    page = open_for(sites.on_disk(path) if place == "disk" else sites.on_the_web(path))
    page.get_by_role("searchbox", name="Search all editions").fill("self-determination & hope")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")

    assert "self-determination & hope" == page.get_by_label("Search for").input_value()
    assert page.locator(".hit").count() > 0


def test_an_address_holds_what_is_asked(sites: Sites, open_for: Opening) -> None:
    """On a server the address says what was asked, filters and all, and can be opened again."""
    page = open_for(sites.on_the_web(SEARCH))
    _typed(page, "privacy")
    page.get_by_role("combobox", name="Edition", exact=True).select_option("combined")
    again = open_for(page.url, DARK)

    assert "combined" == again.get_by_role("combobox", name="Edition", exact=True).input_value()
    assert page.locator(".hit").all_inner_texts() == again.locator(".hit").all_inner_texts()


@pytest.mark.parametrize("text", [each for each in ATTACKS if len(each) < 1000])
def test_hostile_words_are_text(text: str, sites: Sites, open_for: Opening) -> None:
    """Whatever is searched for, in a site that has it or not, is text on the page."""
    page = open_for(sites.on_the_web("hostile/search.html"))
    title = page.title()
    _typed(page, text)
    page.goto(f"{sites.on_the_web('hostile/search.html')}?edition=%22%3E&q=%3Cimg+src%3Dx%3E%00%F0")

    assert title == page.title()
    assert 0 == page.locator("img, iframe, main script, .hit b").count()


def test_a_right_to_left_name_keeps_its_direction(sites: Sites, open_for: Opening) -> None:
    """A hit that reads from right to left does so, whatever stands around it."""
    page = open_for(sites.on_the_web("hostile/search.html"))
    found = _typed(page, "שלום")
    name = found.first.locator(".item > span:last-child")

    assert "rtl" == name.evaluate("element => getComputedStyle(element).direction")


def _typed(page: Page, text: str) -> Locator:
    """The hits once a text is typed and the page has said what it found."""
    page.get_by_label("Search for").fill(text)
    page.keyboard.press("Enter")
    return page.locator(".hit")


def _said(page: Page) -> str:
    return page.locator("#found").inner_text()
