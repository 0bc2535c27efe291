"""What a page is: a template, the view it is filled with, and what it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from guidegraph.publish.index import SiteIndex
from guidegraph.registry import Registry


__all__ = ["KINDS", "Page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """
    A page of the site.

    Attributes:
        path: where it is below the site's root, percent-decoded.
        template: the name of its template, without `.html`.
        title: its title in a browser.
        view: what makes its view.
        thing: the IRI of what it is about, if that is one thing.
        place: the entry of the site's navigation that it belongs to.
        styles, scripts: style sheets and scripts it needs in addition to the site's own.
        data: what makes the JSON-LD that stands in it, as bytes that may stand in a page.
        translated: whether there is one in each language that the site can be read in.
        listed: whether search engines should find it.
        changed: the date of what it shows, as far as that is known.
    """

    path: str
    template: str
    title: str
    view: Callable[[], object]
    thing: str | None = None
    place: str = ""
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    data: Callable[[], bytes] | None = None
    translated: bool = False
    listed: bool = True
    changed: str | None = None


KINDS: Registry[Callable[[SiteIndex], Iterator[Page]]] = Registry(
    "kind of page", "guidegraph.publish.pages", "pages"
)
