"""
What all parts of the server share: the site, the library, its librarian, and the runner of
blocking work.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ParamSpec, Protocol, TypeVar

from guidegraph.api import Library
from guidegraph.librarian import Librarian
from guidegraph.model.catalogue import Catalogue
from guidegraph.publish.site import Site


__all__ = ["Context", "WorkRunner"]

P = ParamSpec("P")
T = TypeVar("T")


class WorkRunner(Protocol):
    """Does blocking work outside the event loop."""

    async def __call__(self, work: Callable[P, T], /, *arguments: P.args, **options: P.kwargs) -> T:
        """
        The result of the work.

        Raises:
            BusyError: too much work is waiting.
            StoppedError: it took longer than allowed.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """
    What the parts of a server share.

    *url* is the server's public address, ending in `/`; a proxy may stand before it.
    *run* does blocking work within the server's limits; the application turns what it raises into
    a 503.
    """

    site: Site
    library: Library
    librarian: Librarian
    catalogue: Catalogue
    url: str
    run: WorkRunner
