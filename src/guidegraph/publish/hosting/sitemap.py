"""The list of a site's pages for search engines, by the protocol of sitemaps.org."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from guidegraph.publish.routes import url_of


__all__ = ["MAX_BYTES", "MAX_URLS", "SitemapEntry", "robots", "sitemap"]

MAX_URLS = 50_000
"""How many addresses a file may list."""

MAX_BYTES = 50 * 1024 * 1024
"""How large a file may be."""

_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
# What frames the entries of a file, and some room.
_FRAME = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapEntry:
    """
    A page: its path, percent-decoded, and the date of what it shows, as far as that is known.

    *changed* is a year, a month or a day, such as `2013-07-08`.
    """

    path: str
    changed: str | None = None


def sitemap(pages: Iterable[SitemapEntry], url: str) -> Iterator[tuple[str, bytes]]:
    """
    The files of a sitemap with their names: `sitemap.xml`, and the parts it lists if there are any.

    Args:
        pages: in the order in which they are to be listed.
        url: the address of the site, ending in `/`.
    """
    chunks = _chunks(pages, url)
    first, second = next(chunks, []), next(chunks, None)
    if second is None:
        yield "sitemap.xml", _framed("urlset", first)
        return
    names = []
    for number, chunk in enumerate(_again(first, second, chunks), start=1):
        names.append(f"sitemap-{number}.xml")
        yield names[-1], _framed("urlset", chunk)
    entries = [f"<sitemap><loc>{escape(url + name)}</loc></sitemap>" for name in names]
    yield "sitemap.xml", _framed("sitemapindex", entries)


def _chunks(pages: Iterable[SitemapEntry], url: str) -> Iterator[list[str]]:
    """The entries, as many together as a file may hold."""
    chunk: list[str] = []
    size = _FRAME
    for page in pages:
        changed = f"<lastmod>{escape(page.changed)}</lastmod>" if page.changed else ""
        entry = f"<url><loc>{escape(url + url_of(page.path))}</loc>{changed}</url>"
        length = len(entry.encode()) + 1
        if len(chunk) == MAX_URLS or size + length > MAX_BYTES:
            yield chunk
            chunk, size = [], _FRAME
        chunk.append(entry)
        size += length
    if chunk:
        yield chunk


def _again(first: list[str], second: list[str], rest: Iterator[list[str]]) -> Iterator[list[str]]:
    yield first
    yield second
    yield from rest


def _framed(name: str, entries: Iterable[str]) -> bytes:
    lines = "".join(f"{entry}\n" for entry in entries)
    return f'{_DECLARATION}<{name} xmlns="{_SPACE}">\n{lines}</{name}>\n'.encode()


def robots(url: str | None = None) -> bytes:
    """
    The `robots.txt` (RFC 9309) of a site; *url* is the site's address, ending in `/`, if known.

    Robots only look for it at the root of a host.
    """
    lines = ["User-agent: *", "Allow: /"]
    if url is not None:
        lines += ["", f"Sitemap: {url}sitemap.xml"]
    return ("\n".join(lines) + "\n").encode()
