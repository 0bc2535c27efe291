"""The feeds of a site: `changes.atom` for the library, and one beside the page of each diff."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from guidegraph.graph.changes import change_set_iri
from guidegraph.model.changes import Comparison
from guidegraph.publish.feeds.atom import MEDIA_TYPE, to_atom
from guidegraph.publish.feeds.changes import Address, changes_feed, dates_of, library_feed
from guidegraph.publish.index import SiteIndex
from guidegraph.publish.routes import root_of, url_of
from guidegraph.publish.site import SiteDocument


__all__ = ["feed_documents"]

_PATH = "changes.atom"


def feed_documents(index: SiteIndex) -> Iterator[SiteDocument]:
    """
    All feeds of a library, that of the whole first.

    Links are absolute where the address of the site is known: not every reader of feeds can tell
    where a feed came from.
    """
    yield SiteDocument(path=_PATH, media_type=MEDIA_TYPE, body=lambda: _of_library(index))
    dates = dates_of(index.comparisons)
    for comparison in index.comparisons:
        path = f"{index.routes.stems[change_set_iri(comparison)]}.atom"
        yield SiteDocument(
            path=path, media_type=MEDIA_TYPE, body=_of_diff(index, comparison, path, dates)
        )


def _of_library(index: SiteIndex) -> bytes:
    base = index.content.base
    address = _address_from(index, _PATH)
    return to_atom(
        library_feed(
            index.comparisons,
            iri=f"{base}{_PATH}",
            title=index.title,
            address=address,
            home=address(base),
            here=_here(index, _PATH),
        )
    )


def _of_diff(
    index: SiteIndex, comparison: Comparison, path: str, dates: Mapping[str, str]
) -> Callable[[], bytes]:
    return lambda: to_atom(
        changes_feed(
            comparison,
            dates[comparison.new.id],
            address=_address_from(index, path),
            here=_here(index, path),
        )
    )


def _address_from(index: SiteIndex, path: str) -> Address:
    root = index.options.url or root_of(path)

    def address(iri: str) -> str | None:
        page = index.routes.page(iri)
        return None if page is None else root + page

    return address


def _here(index: SiteIndex, path: str) -> str | None:
    return None if index.options.url is None else index.options.url + url_of(path)
