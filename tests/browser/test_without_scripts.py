"""Pages where no script runs."""

from __future__ import annotations

import pytest

from tests.browser.reading import Opening, Reader
from tests.browser.sites import PAGES, Sites


pytestmark = pytest.mark.browser

PLAIN = Reader(scripts=False)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_reads_the_same(name: str, sites: Sites, open_for: Opening) -> None:
    """Every page has its words; what only a script can do is not offered."""
    address = sites.on_the_web(f"bundled/{PAGES[name]}")
    page = open_for(address, PLAIN)

    assert page.locator("h1").is_visible()
    assert (
        0
        == page.locator(".copy:visible, #theme:visible, #filters:visible, #choose:visible").count()
    )


def test_all_changes_are_there(sites: Sites, open_for: Opening) -> None:
    """Without a script a diff shows all of its changes, and no count that nothing keeps."""
    page = open_for(sites.on_the_web("bundled/combined/changes/2013-peer.html"), PLAIN)

    assert page.locator(".change").count() == page.locator(".change:visible").count() > 0
    assert not page.locator("#shown, #chosen").first.is_visible()


def test_the_search_says_what_it_needs(sites: Sites, open_for: Opening) -> None:
    """The search says that it needs JavaScript, and where to look instead."""
    page = open_for(sites.on_the_web("bundled/search.html?q=privacy"), PLAIN)
    said = page.locator("noscript p")
    assert said.is_visible()
    assert said.inner_text().startswith("The search needs JavaScript.")
    said.locator("a").click()

    assert "Glossary" == page.locator("h1").inner_text()


def test_the_uses_of_a_term_can_be_opened(sites: Sites, open_for: Opening) -> None:
    """Lists that are folded open without a script."""
    page = open_for(sites.on_the_web("bundled/glossary.html"), PLAIN)
    page.locator("summary").first.click()

    assert page.locator("details li").first.is_visible()
