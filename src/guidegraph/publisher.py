"""
Put a library's site together: gather its editions and what is known of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from guidegraph.model.changes import Comparison
from guidegraph.model.edition import Edition
from guidegraph.publish.site import Site
from guidegraph.store.library import LibraryFolder


__all__ = ["Publisher"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """
    Publishes a library.

    *published* gives an edition with the places it is quoted from, *compare* the change between
    editions.
    """

    folder: LibraryFolder
    published: Callable[[str], Edition]
    compare: Callable[[Sequence[str], str], Comparison]

    def site(self) -> Site:
        """
        The site of the library.
        """
        return Site(base=self.folder.base, title=self.folder.title, things={}, found={})
