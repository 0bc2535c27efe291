"""The pages in one file: an item's history, a crosswalk with its filter, a change log."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from guidegraph.render.format import written
from tests.browser.axe import violations
from tests.browser.reading import DARK, PHONE, Opening, Reader
from tests.browser.sites import Sites
from tests.comparisons import lending_rules
from tests.render.test_timeline import chain, history_of


if TYPE_CHECKING:
    from playwright.sync_api import Page


pytestmark = pytest.mark.browser

NAMES = ("history", "changelog", "crosswalk")


@pytest.fixture
def pages(sites: Sites) -> dict[str, str]:
    """The addresses of the pages."""
    made = {
        "history": written("html", history_of(*chain(4), item="e0:rules/1")),
        "changelog": written("changelog-html", lending_rules()),
        "crosswalk": written("crosswalk-html", lending_rules()),
    }
    found = {}
    for name, body in made.items():
        path = Path(sites.folder) / f"single-{name}.html"
        path.write_bytes(body)
        found[name] = path.as_uri()
    return found


def _shown(page: Page) -> list[str]:
    return [each.get_attribute("id") or "" for each in page.locator(".pair:visible").all()]


def test_any_two_states_by_keyboard(pages: dict[str, str], open_for: Opening) -> None:
    """The first and the last state at first; keys choose others; the earlier one stays first."""
    page = open_for(pages["history"])
    assert ["pair-1-4"] == _shown(page)
    page.get_by_label("From").focus()
    page.keyboard.press("ArrowDown")
    assert ["pair-2-4"] == _shown(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Home")
    assert ["pair-1-2"] == _shown(page)
    page.keyboard.press("ArrowDown")
    assert [] == _shown(page)
    assert page.get_by_role("status").is_visible()


def test_every_choice_shows_its_comparison(pages: dict[str, str], open_for: Opening) -> None:
    """Whatever two are chosen, the words of both are there."""
    page = open_for(pages["history"])
    for one in range(1, 5):
        for other in range(1, 5):
            page.get_by_label("From").select_option(str(one))
            page.get_by_label("to", exact=True).select_option(str(other))
            low, high = sorted((one, other))
            assert ([f"pair-{low}-{high}"] if low < high else []) == _shown(page)


def test_without_scripts_all_steps_are_visible(pages: dict[str, str], open_for: Opening) -> None:
    """No form that does nothing, and each step with its marked words; the table is whole."""
    reader = Reader(scripts=False)
    page = open_for(pages["history"], reader)
    assert not page.locator("#compare").is_visible()
    assert 3 == page.locator(".event ins:visible").count()
    table = open_for(pages["crosswalk"], reader)
    assert not table.locator("#filters").is_visible()
    assert table.locator("tbody tr").count() == table.locator("tbody tr:visible").count() > 0


def test_clauses_are_filtered(pages: dict[str, str], open_for: Opening) -> None:
    """By words in any order, and by whether they changed; the count follows."""
    page = open_for(pages["crosswalk"])
    every = page.locator("tbody tr").count()
    page.get_by_label("Filter by words, clause or number").fill("DOGS")
    some = page.locator("tbody tr:visible")
    assert 0 < some.count() < every
    assert all("dogs" in each.inner_text().lower() for each in some.all())
    assert f"Showing {some.count()} of {every} rows." == page.locator("#shown").inner_text()
    page.get_by_label("Filter by words, clause or number").fill("")
    page.get_by_label("Show").select_option("unchanged")
    assert page.locator("tbody tr.unchanged").count() == page.locator("tbody tr:visible").count()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing(
    name: str, colours: str, pages: dict[str, str], open_for: Opening
) -> None:
    """The pages are accessible, in light and dark, with what can be opened shown."""
    dark = DARK.colours if colours == "dark" else "light"
    page = open_for(pages[name], Reader(colours=dark, inspected=True))
    assert [] == violations(page)


@pytest.mark.parametrize("name", NAMES)
def test_a_phone_shows_it_whole(name: str, pages: dict[str, str], open_for: Opening) -> None:
    """At 320 px nothing scrolls sideways, and on paper there is nothing to press."""
    page = open_for(pages[name], PHONE)
    assert 320 >= page.evaluate("document.documentElement.scrollWidth")
    page.emulate_media(media="print")
    assert 0 == page.locator("select:visible, input:visible, button:visible").count()
