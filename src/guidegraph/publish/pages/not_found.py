"""The page for addresses without a document."""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.publish.index import SiteIndex
from guidegraph.publish.page import Page


__all__ = ["pages"]


def pages(index: SiteIndex) -> Iterator[Page]:
    """The one page for what is not there."""
    yield Page(
        path="404.html",
        template="not_found",
        title=index.words("Page not found"),
        view=lambda: None,
        listed=False,
    )
