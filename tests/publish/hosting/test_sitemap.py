"""The sitemap of a site."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from defusedxml import ElementTree

from guidegraph.publish.hosting import sitemap as module
from guidegraph.publish.hosting.sitemap import MAX_URLS, SitemapEntry, sitemap


SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
URL = "https://guidelines.example/site/"


def _listed(bodies: Iterable[bytes], of: str = "url") -> list[str | None]:
    return [
        loc.text
        for body in bodies
        for loc in ElementTree.fromstring(body).iterfind(f"{SPACE}{of}/{SPACE}loc")
    ]


def test_one_file() -> None:
    """A site's pages are in one file, each with its address and, where known, its date."""
    ((name, body),) = sitemap(
        [SitemapEntry(path="index.html"), SitemapEntry(path="2013.html", changed="2013-07-08")], URL
    )

    assert "sitemap.xml" == name
    assert (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        "<url><loc>https://guidelines.example/site/index.html</loc></url>\n"
        "<url><loc>https://guidelines.example/site/2013.html</loc>"
        "<lastmod>2013-07-08</lastmod></url>\n"
        "</urlset>\n"
    ) == body.decode()


def test_no_pages() -> None:
    """A site without pages has an empty list."""
    ((_, body),) = sitemap([], URL)

    assert [] == _listed([body])


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("a&b<c>.html", "a%26b%3Cc%3E.html"),
        ("é'\".html", "%C3%A9%27%22.html"),
        ("a b/50%.html", "a%20b/50%25.html"),
    ],
)
def test_escaped(path: str, address: str) -> None:
    """Whatever a page is called, its address is one and the file is XML."""
    ((_, body),) = sitemap([SitemapEntry(path=path)], URL + "?a=1&b=2/")

    assert [f"{URL}?a=1&b=2/{address}"] == _listed([body])


@pytest.mark.slow
def test_many_pages() -> None:
    """More pages than a file may list are in several, and an index lists these."""
    paths = [f"{number}.html" for number in range(MAX_URLS * 2 + 1)]
    files = dict(sitemap((SitemapEntry(path=path) for path in paths), URL))

    assert ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"] == list(files)
    index = files.pop("sitemap.xml")
    assert [URL + name for name in files] == _listed([index], "sitemap")
    assert [URL + path for path in paths] == _listed(files.values())
    assert [MAX_URLS, MAX_URLS, 1] == [len(_listed([body])) for body in files.values()]


def test_as_many_as_may_be() -> None:
    """As many pages as a file may list need no index."""
    files = dict(sitemap((SitemapEntry(path=f"{n}.html") for n in range(MAX_URLS)), URL))

    assert ["sitemap.xml"] == list(files)


def test_large_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """No file is larger than it may be."""
    monkeypatch.setattr(module, "MAX_BYTES", 4096)
    paths = [f"{'x' * 100}-{number}.html" for number in range(100)]
    files = dict(sitemap((SitemapEntry(path=path) for path in paths), URL))
    index = files.pop("sitemap.xml")

    assert all(len(body) <= 4096 for body in files.values())
    assert len(files) == len(_listed([index], "sitemap")) > 1
    assert [URL + path for path in paths] == _listed(files.values())
