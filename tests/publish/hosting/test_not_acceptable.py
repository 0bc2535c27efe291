"""The page for who asks for a form that there is not."""

from __future__ import annotations

from guidegraph.publish.assemble import site_of
from guidegraph.publish.content import SiteContent, SiteOptions
from guidegraph.publish.routes import FORMS
from tests.comparisons import BASE, NEW


def test_page() -> None:
    """It lists the forms, and finds the site's styles from any depth."""
    holdings = SiteContent(base=BASE, title="Reading rooms", editions=(NEW,))
    found = site_of(holdings, SiteOptions(url="https://site.example/rooms/")).found["406.html"]
    page = found.body().decode()

    assert all(f"<code>{form.media_type}</code>" in page for form in FORMS)
    assert 'href="/rooms/assets/site.css"' in page
    assert 'content="noindex"' in page


def test_a_thing_of_that_name() -> None:
    """An edition that is called like the page has its own elsewhere."""
    edition = NEW.__class__(id="406", iri=f"{BASE}406", title="Four hundred and six")
    holdings = SiteContent(base=BASE, title="Reading rooms", editions=(edition,))
    site = site_of(holdings, SiteOptions())

    assert "406.html" != site.alternates("406")[0].path
    assert b"Format not available" in site.found["406.html"].body()
