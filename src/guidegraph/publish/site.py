"""A site: every document of a library, made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass


__all__ = ["Alternate", "Site", "SiteDocument"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate:
    """
    A form in which something is available.

    *path* is the document's, relative to the site's root, percent-decoded.
    """

    name: str
    media_type: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteDocument:
    """
    A file of the site: where it is below the site's root, of what type it is, how it is made.

    *path* is percent-decoded, with `/` between its segments.
    """

    path: str
    media_type: str
    body: Callable[[], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """
    All documents of a library.

    *base* is what the IRIs of its things begin with; *things* are the forms of each thing, by its
    IRI without the base, percent-decoded (`combined/value/7`; that of the library is empty).
    """

    base: str
    title: str
    things: Mapping[str, tuple[Alternate, ...]]
    found: Mapping[str, SiteDocument]

    def alternates(self, path: str) -> tuple[Alternate, ...]:
        """The forms of a thing, HTML first; none if there is no such thing."""
        return self.things.get(path, ())

    def document(self, path: str) -> SiteDocument | None:
        """The document at a path, if there is one."""
        return self.found.get(path)

    def documents(self) -> Iterator[SiteDocument]:
        """All documents, in a fixed order."""
        yield from self.found.values()
