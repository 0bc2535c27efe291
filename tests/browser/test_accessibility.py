"""What axe-core says of every kind of page, in every look."""

from __future__ import annotations

import pytest

from tests.browser.axe import violations
from tests.browser.reading import Opening, Reader
from tests.browser.sites import PAGES, Sites


pytestmark = pytest.mark.browser

INSPECTED = Reader(inspected=True)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible(name: str, sites: Sites, open_for: Opening) -> None:
    """axe-core finds nothing on a page: light, dark and 320 px wide."""
    page = open_for(sites.on_the_web(f"bundled/{PAGES[name]}"), INSPECTED)
    found = {"light": violations(page)}
    page.emulate_media(color_scheme="dark")
    found["dark"] = violations(page)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 320, "height": 640})
    found["narrow"] = violations(page)

    assert {"light": [], "dark": [], "narrow": []} == found


def test_a_filtered_diff_is_accessible(sites: Sites, open_for: Opening) -> None:
    """axe-core finds nothing on a diff of which some kinds of changes are chosen."""
    page = open_for(sites.on_the_web("bundled/combined/changes/2013-peer.html"), INSPECTED)
    page.get_by_role("combobox", name="Kind", exact=True).select_option("added")
    page.get_by_label("Text contains").fill("peer")

    assert [] == violations(page)


def test_filtered_findings_are_accessible(sites: Sites, open_for: Opening) -> None:
    """axe-core finds nothing on findings of one weight."""
    page = open_for(sites.on_the_web("bundled/findings.html"), INSPECTED)
    page.get_by_role("combobox", name="Severity", exact=True).select_option("warning")

    assert [] == violations(page)


def test_opened_details_are_accessible(sites: Sites, open_for: Opening) -> None:
    """axe-core finds nothing on a glossary whose lists of uses are open."""
    page = open_for(sites.on_the_web("bundled/glossary.html"), INSPECTED)
    for summary in page.locator("summary").all()[:3]:
        summary.click()

    assert [] == violations(page)


def test_a_search_without_hits_is_accessible(sites: Sites, open_for: Opening) -> None:
    """axe-core finds nothing where nothing was found."""
    page = open_for(sites.on_the_web("bundled/search.html?q=zzzz"), INSPECTED)

    assert [] == violations(page)


@pytest.mark.parametrize(
    "path", ["index", "old", "new/changes/old", "findings", "glossary", "maps/new", "search"]
)
def test_hostile_texts_leave_a_page_accessible(path: str, sites: Sites, open_for: Opening) -> None:
    """axe-core finds nothing on pages whose every text is hostile."""
    page = open_for(sites.on_the_web(f"hostile/{path}.html"), INSPECTED)

    assert [] == violations(page)
