"""The feeds of a site."""

from __future__ import annotations

import posixpath

from defusedxml import ElementTree

from guidegraph.publish.content import SiteContent, SiteOptions
from guidegraph.publish.feeds.documents import feed_documents
from guidegraph.publish.index import SiteIndex, indexes_of
from tests.comparisons import BASE, NEW, OLD, reading_rooms


LINK = "{http://www.w3.org/2005/Atom}link"


def _shelf(url: str | None) -> SiteIndex:
    holdings = SiteContent(
        base=BASE, title="Reading rooms", editions=(OLD, NEW), pairs=(reading_rooms(),)
    )
    return next(indexes_of(holdings, SiteOptions(url=url)))


def _links(url: str | None) -> dict[str, list[tuple[str | None, str]]]:
    return {
        document.path: [
            (link.get("rel"), link.get("href", ""))
            for link in ElementTree.fromstring(document.body()).iter(LINK)
        ]
        for document in feed_documents(_shelf(url))
    }


def test_paths() -> None:
    """There is a feed for the library and one beside the page of each diff."""
    feeds = list(feed_documents(_shelf(None)))

    assert ["changes.atom", "2026/changes/2024.atom"] == [feed.path for feed in feeds]
    assert {"application/atom+xml"} == {feed.media_type for feed in feeds}


def test_links_from_the_feed() -> None:
    """Where no address is known, links lead from the feed to pages that the site has."""
    shelf = _shelf(None)
    pages = {f"{stem}.html" for stem in shelf.routes.stems.values()}
    for path, links in _links(None).items():
        folder = posixpath.dirname(path)

        assert links
        assert {posixpath.normpath(posixpath.join(folder, href)) for _, href in links} <= pages


def test_absolute_links() -> None:
    """Where the address of the site is known, links are absolute and a feed names itself."""
    url = "https://site.example/rooms/"
    found = _links(url)

    assert ("self", f"{url}changes.atom") == found["changes.atom"][0]
    assert ("alternate", f"{url}index.html") == found["changes.atom"][1]
    assert ("self", f"{url}2026/changes/2024.atom") == found["2026/changes/2024.atom"][0]
    assert all(href.startswith(url) for links in found.values() for _, href in links)
