"""The site of a vocabulary in a browser: on any screen, without scripts, in its languages."""

from __future__ import annotations

import pytest

from tests.browser.axe import violations
from tests.browser.reading import PHONE, Opening, Reader
from tests.browser.sites import VOCABULARY, Sites


pytestmark = pytest.mark.browser

INSPECTED = Reader(inspected=True)
PLAIN = Reader(scripts=False)


@pytest.mark.parametrize("name", VOCABULARY)
def test_a_page_is_accessible(name: str, sites: Sites, open_for: Opening) -> None:
    """axe-core finds nothing on a page, light and dark, whatever languages are on it."""
    page = open_for(sites.on_the_web(f"vessels/{VOCABULARY[name]}"), INSPECTED)
    found = {"light": violations(page)}
    page.emulate_media(color_scheme="dark")
    found["dark"] = violations(page)

    assert {"light": [], "dark": []} == found


@pytest.mark.parametrize("name", VOCABULARY)
def test_a_phone_shows_a_page_whole(name: str, sites: Sites, open_for: Opening) -> None:
    """At 320 px no page scrolls sideways."""
    page = open_for(sites.on_the_web(f"vessels/{VOCABULARY[name]}"), PHONE)

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_language_is_chosen_without_scripts(sites: Sites, open_for: Opening) -> None:
    """A link above the page leads to the same concept in another language, and back."""
    page = open_for(sites.on_the_web("vessels/vessels/c2.html"), PLAIN)
    page.get_by_role("navigation", name="Languages").get_by_role("link", name="Deutsch").click()

    assert "Äpfelschüssel" == page.locator("h1").inner_text()
    page.get_by_role("navigation", name="Sprachen").get_by_role("link", name="English").click()
    assert "bowl" == page.locator("h1").inner_text()


def test_the_tree_opens_without_scripts(sites: Sites, open_for: Opening) -> None:
    """The items below one are folded, and can be opened."""
    page = open_for(sites.on_the_web("vessels/de/vessels.html"), PLAIN)
    bowl = page.locator(".tree").get_by_role("link", name="Äpfelschüssel").first

    assert not bowl.is_visible()
    page.locator(".tree summary").first.click()
    assert bowl.is_visible()


@pytest.mark.parametrize(
    ("folder", "words", "name"),
    [
        ("", "bowl", "bowl"),
        ("", "миска", "bowl"),
        ("de/", "BOWEL", "Äpfelschüssel"),
        ("de/", "apfelschussel", "Äpfelschüssel"),
        ("uk/", "Äpfelschüssel", "миска"),
    ],
)
def test_search_finds_all_languages(
    folder: str, words: str, name: str, sites: Sites, open_for: Opening
) -> None:
    """A label in any language is found from the page of any other, with or without its accents."""
    page = open_for(sites.on_the_web(f"vessels/{folder}search.html?q={words}"))
    hit = page.locator(".hit").first

    assert name in hit.locator(".item").inner_text()
    assert hit.locator("mark").count() > 0
    hit.get_by_role("link").click()
    assert name == page.locator("h1").inner_text()
