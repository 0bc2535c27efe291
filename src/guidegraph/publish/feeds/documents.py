"""The feeds of a site: `changes.atom` for the library, and one beside the page of each diff."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from guidegraph.graph.changes import change_set_iri
from guidegraph.model.changes import Comparison
from guidegraph.publish.feeds.atom import MEDIA_TYPE, to_atom
from guidegraph.publish.feeds.changes import Address, changes_feed, dates_of, library_feed
from guidegraph.publish.routes import root_of, url_of
from guidegraph.publish.shelf import Shelf
from guidegraph.publish.site import Document


__all__ = ["feed_documents"]

_PATH = "changes.atom"


def feed_documents(shelf: Shelf) -> Iterator[Document]:
    """
    All feeds of a library, that of the whole first.

    Links are absolute where the address of the site is known: not every reader of feeds can tell
    where a feed came from.
    """
    yield Document(path=_PATH, media_type=MEDIA_TYPE, body=lambda: _of_library(shelf))
    dates = dates_of(shelf.comparisons)
    for comparison in shelf.comparisons:
        path = f"{shelf.routes.stems[change_set_iri(comparison)]}.atom"
        yield Document(
            path=path, media_type=MEDIA_TYPE, body=_of_diff(shelf, comparison, path, dates)
        )


def _of_library(shelf: Shelf) -> bytes:
    base = shelf.holdings.base
    address = _address_from(shelf, _PATH)
    return to_atom(
        library_feed(
            shelf.comparisons,
            iri=f"{base}{_PATH}",
            title=shelf.title,
            address=address,
            home=address(base),
            here=_here(shelf, _PATH),
        )
    )


def _of_diff(
    shelf: Shelf, comparison: Comparison, path: str, dates: Mapping[str, str]
) -> Callable[[], bytes]:
    return lambda: to_atom(
        changes_feed(
            comparison,
            dates[comparison.new.id],
            address=_address_from(shelf, path),
            here=_here(shelf, path),
        )
    )


def _address_from(shelf: Shelf, path: str) -> Address:
    root = shelf.wishes.url or root_of(path)

    def address(iri: str) -> str | None:
        page = shelf.routes.page(iri)
        return None if page is None else root + page

    return address


def _here(shelf: Shelf, path: str) -> str | None:
    return None if shelf.wishes.url is None else shelf.wishes.url + url_of(path)
