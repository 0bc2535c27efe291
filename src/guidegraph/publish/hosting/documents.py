"""
The files of a site that are for servers and search engines.

What a server reads in place is where the server looks; what has to be copied first is in the
folder `hosting`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import unquote, urlsplit

from guidegraph.publish.hosting.apache import htaccess
from guidegraph.publish.hosting.forms import Things
from guidegraph.publish.hosting.nginx import nginx_location, nginx_maps
from guidegraph.publish.hosting.sitemap import SitemapEntry, robots, sitemap
from guidegraph.publish.hosting.w3id import (
    w3id_folder,
    w3id_negotiation,
    w3id_readme,
    w3id_redirects,
)
from guidegraph.publish.site import SiteDocument


__all__ = ["hosting_documents"]


def hosting_documents(
    things: Things, *, base: str, title: str, url: str | None, pages: Iterable[SitemapEntry]
) -> Iterator[SiteDocument]:
    """
    All files for servers and search engines.

    Args:
        things: the forms of each thing by its path.
        base: what the IRIs of the library begin with.
        url: the address of the site, ending in `/`, if it is known; a sitemap needs it, and so do
            the files for w3id.org, which are made for a library whose IRIs begin there.
        pages: the pages that search engines shall find.
    """
    root = unquote(urlsplit(url).path) if url else "/"
    name = hashlib.sha256(base.encode()).hexdigest()[:6]
    yield _text(".htaccess", lambda: htaccess(things))
    # GitHub's pages are made by a program that leaves files out, unless told not to be.
    yield _text(".nojekyll", lambda: b"")
    yield _text("robots.txt", lambda: robots(url))
    yield _text("hosting/nginx-maps.conf", lambda: nginx_maps(things, root, name))
    yield _text("hosting/nginx-location.conf", lambda: nginx_location(things, root, name))
    if url is not None:
        for path, body in sitemap(pages, url):
            yield SiteDocument(path=path, media_type="application/xml", body=_given(body))
        if w3id_folder(base) is not None:
            yield from _for_w3id(things, base, title, url)


def _for_w3id(things: Things, base: str, title: str, url: str) -> Iterator[SiteDocument]:
    # Not under their last names: a server would follow these rules here.
    yield _text("hosting/w3id/htaccess.txt", lambda: w3id_redirects(base, url, things))
    yield _text("hosting/w3id/htaccess-static.txt", lambda: w3id_negotiation(base, url, things))
    yield _text("hosting/w3id/README.md", lambda: w3id_readme(base, url, title), "text/markdown")


def _text(path: str, body: Callable[[], bytes], media_type: str = "text/plain") -> SiteDocument:
    return SiteDocument(path=path, media_type=media_type, body=body)


def _given(body: bytes) -> Callable[[], bytes]:
    return lambda: body
