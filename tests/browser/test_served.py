"""What the server adds to the site: addresses of things, and the page to ask in SPARQL."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.browser.axe import violations
from tests.browser.reading import DARK, PHONE, Opening, Reader, Watch


if TYPE_CHECKING:
    from playwright.sync_api import Browser


pytestmark = pytest.mark.browser

ASKED = "SELECT ?label { ?item <http://www.w3.org/2004/02/skos/core#prefLabel> ?label } LIMIT 7"
HOSTILE = 'SELECT ("<img src=x onerror=alert(1)>" AS ?a) (<javascript:alert(1)> AS ?b) {}'
DATA = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 5"
PAGES = {
    "empty": "",
    "rows": f"?query={quote(ASKED)}",
    "statements": f"?query={quote(DATA)}",
    "yes": f"?query={quote('ASK {}')}",
    "wrong": f"?query={quote('SELECT <script>alert(1)</script>')}",
    "hostile": f"?query={quote(HOSTILE)}",
}


@pytest.fixture(scope="module")
def server(chromium: Browser) -> Iterator[str]:
    """The address of `guidegraph serve`, as a process of its own."""
    command = [sys.executable, "-m", "guidegraph", "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        address = re.search(r"http://\S+/", said)
        assert address is not None, said
        yield address[0]
        process.terminate()
        process.communicate(timeout=60)


@pytest.fixture
def served(server: str, watch: Watch) -> str:
    """The address of the server, which pages may speak to."""
    watch.roots += (server,)
    return server


@pytest.mark.parametrize("name", PAGES)
def test_the_query_page_is_accessible(
    name: str, served: str, open_for: Opening, watch: Watch
) -> None:
    """axe-core finds nothing on the page to ask in: light, dark and 320 px wide."""
    page = open_for(f"{served}sparql{PAGES[name]}", Reader(inspected=True))
    found = {"light": violations(page)}
    page.emulate_media(color_scheme="dark")
    found["dark"] = violations(page)
    page.set_viewport_size({"width": 320, "height": 640})
    found["narrow"] = violations(page)

    assert {"light": [], "dark": [], "narrow": []} == found
    _refused(name, watch)


@pytest.mark.parametrize("name", PAGES)
def test_the_query_page_fits_a_phone(
    name: str, served: str, open_for: Opening, watch: Watch
) -> None:
    """At 320 px the page to ask in does not scroll sideways, whatever the answer."""
    page = open_for(f"{served}sparql{PAGES[name]}", PHONE)

    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    _refused(name, watch)


def test_a_question_is_asked_with_a_keyboard(served: str, open_for: Opening) -> None:
    """A query is typed, Tab leaves the field, Enter asks, and the answer is a table."""
    page = open_for(f"{served}sparql")
    page.get_by_label("Query").fill(ASKED)
    page.get_by_label("Query").focus()
    page.keyboard.press("Tab")
    assert "Run" == page.evaluate("document.activeElement.textContent.trim()")
    page.keyboard.press("Enter")
    page.locator("tbody tr").first.wait_for()

    assert 7 == page.locator("tbody tr").count()
    assert ASKED == page.get_by_label("Query").input_value().strip()


def test_an_example_fills_the_field(served: str, open_for: Opening) -> None:
    """An example is one press away, in a page where no script runs, too."""
    page = open_for(f"{served}sparql", Reader(scripts=False))
    page.locator("#examples ~ ul a").first.click()

    assert "SELECT" in page.get_by_label("Query").input_value()


def test_answers_and_errors_are_text(served: str, open_for: Opening) -> None:
    """Markup in an answer or in a query that is refused is shown by the letter."""
    page = open_for(f"{served}sparql{PAGES['hostile']}")
    assert 0 == page.locator("main img, main script, a[href^='javascript' i]").count()
    assert "<img src=x onerror=alert(1)>" in page.locator("tbody").inner_text()


def test_a_dark_query_page_is_dark(served: str, open_for: Opening) -> None:
    """The page to ask in follows the reader's colours."""
    page = open_for(f"{served}sparql", DARK)

    assert "rgb(20, 23, 26)" == page.evaluate("getComputedStyle(document.body).backgroundColor")


def test_a_thing_leads_to_its_page(served: str, open_for: Opening) -> None:
    """A browser that asks for an item comes to its page, which works as it does on a disk."""
    page = open_for(f"{served}combined/value/7")

    assert "Peer supporters are honest and direct" == page.locator("h1").inner_text()
    assert page.locator("#theme").is_visible()


@pytest.mark.parametrize("path", ["", "combined.html", "combined/changes/2013-peer.html"])
def test_served_pages_are_accessible(path: str, served: str, open_for: Opening) -> None:
    """axe-core finds nothing on pages that the server hands out."""
    page = open_for(f"{served}{path}", Reader(inspected=True))

    assert [] == violations(page)


def _refused(name: str, watch: Watch) -> None:
    """Browsers tell of every page with the status of an error."""
    if name == "wrong":
        assert "status of 400" in watch.complaints.pop()
