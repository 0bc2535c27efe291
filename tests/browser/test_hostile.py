"""A site whose every text is an attack, opened page by page."""

from __future__ import annotations

import pytest

from tests.browser.reading import Opening, Watch
from tests.browser.sites import Sites


pytestmark = pytest.mark.browser


@pytest.mark.parametrize("place", ["disk", "server"])
def test_no_text_is_taken_for_anything_else(place: str, sites: Sites, open_for: Opening) -> None:
    """No page runs, loads, opens or says anything; each has the elements of our templates alone."""
    at = sites.on_disk if place == "disk" else sites.on_the_web
    page = open_for(at("hostile/index.html"))
    foreign = []
    for path in sites.hostile():
        if place == "disk" and path.endswith(("404.html", "406.html")):
            continue  # pages of a server's alone
        page.goto(at(path))
        if page.locator("img, iframe, b, body script, body style, [onerror], body link").count():
            foreign.append(path)

    assert [] == foreign


def test_the_title_is_the_text(sites: Sites, open_for: Opening) -> None:
    """A title with markup is shown by the letter."""
    page = open_for(sites.on_the_web("hostile/index.html"))

    assert '<script>alert(1)</script> "><img src=x onerror=alert(1)>' == page.title()
    assert page.title() == page.locator("h1").inner_text()


def test_no_link_runs_a_script(sites: Sites, open_for: Opening) -> None:
    """A hyperlink to a script is no link."""
    page = open_for(sites.on_the_web("hostile/new.html"))

    assert 0 == page.locator("a[href^='javascript' i], a[href^='data' i]").count()


def test_a_policy_holds(sites: Sites, open_for: Opening, watch: Watch) -> None:
    """A script that somebody brought into a page would not run, and the browser would say so."""
    page = open_for(sites.on_the_web("hostile/index.html"))
    blocked = page.evaluate(
        """() => new Promise((resolve) => {
          document.addEventListener("securitypolicyviolation", (event) => {
            resolve(event.effectiveDirective);
          });
          const script = document.createElement("script");
          script.textContent = "document.title = 'taken'";
          document.body.append(script);
        })"""
    )

    assert "script-src-elem" == blocked
    assert "taken" != page.title()
    assert "violates the following Content Security Policy" in watch.complaints.pop()
