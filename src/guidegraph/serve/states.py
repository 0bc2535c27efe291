"""The states of a library that a server answers from, each read from a copy of its files."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from guidegraph.api import Library
from guidegraph.model.errors import GuidegraphError
from guidegraph.serve.app import RESERVED, application
from guidegraph.serve.run import context_of, stored
from guidegraph.serve.settings import ServerSettings
from guidegraph.serve.stopping import UnansweredRequests
from guidegraph.serve.watching import ServedState
from guidegraph.serve.work import WorkerPool
from guidegraph.store.snapshot import places_of, signature, snapshot_of
from guidegraph.workspace import Workspace


__all__ = ["LibraryStates"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryStates:
    """
    What makes a state of a library to be served, as often as it changes.

    Attributes:
        library: the library as it was opened.
        files: what it is made of, if it is in memory.
        settings: the limits of the server.
        address: where the server listens.
        url: its public address, if that is another one.
        base: what the IRIs begin with, if not as the library says.
        title: the title, if it is another one.
        language: the language of the pages.
        templates: the folder of templates for the pages.
        unanswered: notes the requests that are to be answered when the server stops.
    """

    library: Library
    files: Sequence[Path] = ()
    settings: ServerSettings
    address: str
    url: str | None = None
    base: str | None = None
    title: str | None = None
    language: str | None = None
    templates: Path | None = None
    unanswered: UnansweredRequests = field(default_factory=UnansweredRequests)
    _pools: list[WorkerPool] = field(default_factory=list)

    def latest(self) -> ServedState:
        """
        The library as it is now.

        Raises:
            GuidegraphError: it cannot be read.
        """
        snapshot = snapshot_of(self._opened().workspace.folder)
        try:
            library = self._opened(snapshot.path)
            if self.base is not None:
                library = library.rebased(self.base)
            if self.title is not None:
                library = library.titled(self.title)
            return self._state(library, snapshot.remove)
        except BaseException:
            snapshot.remove()
            raise

    def signature(self) -> Hashable:
        """What changes when a file of the library does."""
        if self.files:
            return signature(self.files)
        try:
            return signature(places_of(self._opened().workspace.folder))
        except GuidegraphError:  # it cannot be read just now
            return signature([self.library.workspace.folder.path])

    @property
    def works(self) -> bool:
        """Whether a thread still works for a state, of which nobody waits for the result."""
        return any(pool.works for pool in self._pools)

    def _opened(self, path: Path | None = None) -> Library:
        """The library read anew, or a copy of it, with the same options."""
        if self.files:
            return Library.of_files(*self.files)
        before = self.library.workspace
        return Library(
            Workspace.open(
                path or before.folder.path,
                lineage=before.lineage,
                table=before.table,
                tracked=before.tracked,
            )
        )

    def _state(self, library: Library, remove: Callable[[], None]) -> ServedState:
        options = library.publisher().options(
            url=self.url, language=self.language, templates=self.templates
        )
        pool = WorkerPool(
            threads=self.settings.threads,
            waiting=self.settings.work_waiting,
            seconds=self.settings.work_seconds,
        )
        context = context_of(library, self.url or self.address, pool, options)
        app = application(
            context,
            stored(self.settings, context),
            public=self.url is not None,
            unanswered=self.unanswered,
        )
        self._pools.append(pool)

        def close() -> None:
            pool.close()
            remove()

        names = {edition.id for edition in context.catalogue.editions}
        return ServedState(
            app=app,
            title=context.site.title,
            hidden=tuple(sorted(RESERVED & names)),
            close=close,
        )
