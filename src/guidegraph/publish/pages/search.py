"""The page that searches: its index is a file of the site, and no server is needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guidegraph.publish.index import SiteIndex
from guidegraph.publish.names import plain_kind
from guidegraph.publish.page import Page


__all__ = ["pages"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    editions: tuple[tuple[str, str], ...]
    glossary: bool
    kinds: tuple[tuple[str, str], ...]
    items: int


def pages(index: SiteIndex) -> Iterator[Page]:
    """The one page that searches."""
    yield Page(
        path="search.html",
        template="search",
        title=index.words("Search"),
        view=lambda: _view(index),
        place="search",
        scripts=("search-index.js", "search.js"),
        translated=True,
        listed=False,
    )


def _view(index: SiteIndex) -> _View:
    editions = index.content.editions
    kinds = dict.fromkeys(
        plain_kind(edition, item.type) for edition in editions for item in edition.items
    )
    return _View(
        editions=tuple((edition.id, edition.title) for edition in editions),
        glossary=any(item.type == "GlossaryTerm" for each in editions for item in each.items),
        kinds=tuple((kind, index.words.known(kind)) for kind in kinds),
        items=sum(len(edition.items) for edition in editions),
    )
