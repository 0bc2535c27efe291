"""Every kind of page in a browser, from a disk and from a server."""

from __future__ import annotations

import pytest

from guidegraph.publish.content import SiteContent
from guidegraph.publish.index import indexes_of
from guidegraph.publish.page import KINDS
from tests.browser.reading import Opening
from tests.browser.sites import PAGES, VOCABULARY, Sites, wishes


pytestmark = pytest.mark.browser


def test_every_kind_of_page_is_opened(holdings: SiteContent, sites: Sites) -> None:
    """The pages that these tests open are of all kinds that there are."""
    opened = {sites.on_the_web(f"bundled/{path}") for path in PAGES.values()}
    shelf = next(indexes_of(holdings, wishes("bundled")))

    left = {
        kind
        for kind in KINDS
        if not any(
            sites.on_the_web(f"bundled/{page.path}") in opened for page in KINDS[kind](shelf)
        )
    }

    # A library without vocabularies has no index by letters; a page of one is in VOCABULARY.
    assert set() == left - VOCABULARY.keys()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_from_a_server(name: str, sites: Sites, open_for: Opening) -> None:
    """A page opens below a folder of a server with one heading, and nothing is complained of."""
    page = open_for(sites.on_the_web(f"bundled/{PAGES[name]}"))

    assert 1 == page.locator("h1:visible").count()
    assert page.locator("main:visible").count() == 1


@pytest.mark.parametrize("name", [name for name in PAGES if not name.startswith("not-")])
def test_a_page_opens_from_a_disk(name: str, sites: Sites, open_for: Opening) -> None:
    """
    A page opens as a file, styled and with its scripts, and nothing is complained of.

    The pages for what is not there are a server's alone.
    """
    page = open_for(sites.on_disk(f"bundled/{PAGES[name]}"))

    assert page.locator("#theme").is_visible()
    assert "rgb(251, 250, 248)" == page.evaluate("getComputedStyle(document.body).backgroundColor")


def test_links_lead_from_page_to_page(sites: Sites, open_for: Opening) -> None:
    """
    From the start a reader comes to an edition, an item, a change, the diff and back, on a disk.
    """
    page = open_for(sites.on_disk("bundled/index.html"))

    page.get_by_role("link", name="National Practice Guidelines for Peer Specialists").click()
    page.locator(".rows > li").filter(has_text="respect privacy").last.get_by_role(
        "link", name="open its page"
    ).click()
    page.get_by_role("link", name="Compare side by side").first.click()
    page.locator("article.change .anchor").click()
    marked = page.locator(".change:target, .change:has(.anchor:target)")
    marked.wait_for()
    page.locator(".brand a").click()

    assert sites.on_disk("bundled/index.html") == page.url
