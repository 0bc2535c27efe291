"""
The page for requests of a form that is not available (406).

Servers hand out the same page for every thing, so it names endings, not addresses.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.publish.index import SiteIndex
from guidegraph.publish.page import Page
from guidegraph.publish.routes import FORMS


__all__ = ["pages"]


def pages(index: SiteIndex) -> Iterator[Page]:
    """The one page that lists the forms there are."""
    yield Page(
        path="406.html",
        template="not_acceptable",
        title=index.words("Format not available"),
        view=lambda: FORMS,
        listed=False,
    )
