"""The files of a site for servers and search engines."""

from __future__ import annotations

import re

from guidegraph.publish.hosting.documents import hosting_documents
from guidegraph.publish.hosting.sitemap import SitemapEntry
from tests.publish.hosting.sites import THINGS


PLAIN = [
    ".htaccess",
    ".nojekyll",
    "robots.txt",
    "hosting/nginx-maps.conf",
    "hosting/nginx-location.conf",
]
W3ID = [
    "hosting/w3id/htaccess.txt",
    "hosting/w3id/htaccess-static.txt",
    "hosting/w3id/README.md",
]


def _made(base: str, url: str | None) -> dict[str, bytes]:
    pages = [SitemapEntry(path="index.html")]
    # As a site does: first all documents, then the bytes of each.
    found = list(hosting_documents(THINGS, base=base, title="A library", url=url, pages=pages))
    return {document.path: document.body() for document in found}


def test_address_unknown() -> None:
    """Without an address there is neither a sitemap nor anything for w3id.org."""
    assert PLAIN == list(_made("https://w3id.org/a/b/", None))


def test_address_known() -> None:
    """With an address there are both, and nginx looks for the site where it is."""
    found = _made("https://w3id.org/a/b/", "https://site.example/in%20a/folder/")

    assert [*PLAIN, "sitemap.xml", *W3ID] == list(found)
    assert b'location "/in a/folder/" {' in found["hosting/nginx-location.conf"]
    assert b"https://site.example/in%20a/folder/index.html" in found["sitemap.xml"]
    assert b"Sitemap: https://site.example/in%20a/folder/sitemap.xml" in found["robots.txt"]


def test_iris_elsewhere() -> None:
    """A library whose IRIs are not at w3id.org needs nothing there."""
    found = _made("https://site.example/", "https://site.example/")

    assert [*PLAIN, "sitemap.xml"] == list(found)


def test_sites_differ() -> None:
    """The rules for nginx of two libraries have no variable in common."""
    first, second = (
        set(re.findall(rb"\$(gg\w+)", _made(base, None)["hosting/nginx-maps.conf"]))
        for base in ("https://a.example/", "https://b.example/")
    )

    assert first
    assert not first & second
