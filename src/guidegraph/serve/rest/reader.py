"""What the operations of the API read: the library, and results of slow work, computed once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from guidegraph.graph.reading import is_in, read_in, speaks
from guidegraph.model.changes import Comparison
from guidegraph.model.edition import Edition
from guidegraph.model.errors import MisuseError, UnknownNameError
from guidegraph.model.report import Report
from guidegraph.serve.cache import ResultCache
from guidegraph.serve.context import Context
from guidegraph.store.files import today


if TYPE_CHECKING:
    from guidegraph.diff.curation.history import LibraryHistory


__all__ = ["LibraryReader"]

_DIFFS, _REPORTS, _ANSWERS, _READ = 12, 24, 32, 24


class LibraryReader:
    """
    Cached, read-only access to a library, its diffs, findings and histories.

    *answers* are the results of named queries.
    """

    def __init__(self, context: Context) -> None:
        self.library = context.library
        self.librarian = context.librarian
        self.catalogue = context.catalogue
        self.run = context.run
        self._editions = {edition.id: edition for edition in context.catalogue.editions}
        self._comparisons = ResultCache[Comparison](context.run, _DIFFS)
        self._reports = ResultCache[Report](context.run, _REPORTS)
        self._read = ResultCache[Edition](context.run, _READ)
        self.answers = ResultCache[Any](context.run, _ANSWERS)
        self._library_histories = ResultCache["LibraryHistory"](context.run, 1)

    def edition(self, id_: str) -> Edition:
        """
        An edition or course.

        Raises:
            UnknownNameError: there is none of that id.
        """
        if id_ not in self._editions:
            raise UnknownNameError("edition", id_, self._editions)
        return self._editions[id_]

    async def edition_read(self, id_: str, given: Mapping[str, Any]) -> Edition:
        """
        An edition as it reads in the language that a request names or prefers, if it has it.

        Raises:
            UnknownNameError: there is none of that id.
            MisuseError: it has no label or text in the language that is named.
        """
        edition = self.edition(id_)
        wanted = given.get("lang")
        for language in (wanted,) if wanted else given.get("accepted", ()):
            if is_in(edition.language, language):
                return edition
            if speaks(edition, language):
                key = (id_, language.lower())
                return await self._read.get(key, partial(read_in, edition, language))
        if wanted and edition.languages:
            known = ", ".join(edition.languages)
            raise MisuseError(f"{id_!r} has nothing in {wanted!r}; its languages are {known}")
        return edition

    async def comparison(self, old: tuple[str, ...], new: str) -> Comparison:
        """
        How the items of some editions changed in another one.

        Raises:
            UnknownNameError: there is no such edition (names of files are refused).
        """
        for id_ in (*old, new):
            self.edition(id_)

        def diff() -> Comparison:
            return self.library.diff(old, new).model.without_decisions()

        return await self._comparisons.get((old, new), diff)

    async def report(self, id_: str) -> Report:
        """The findings of an edition, as of today: exemptions can expire."""
        self.edition(id_)
        day = today()
        return await self._reports.get((id_, day), lambda: self.library.check(id_, on=day))

    async def library_history(self) -> LibraryHistory:
        """The comparisons of all editions, chained."""
        return await self._library_histories.get(
            None, lambda: self.library.editors().library_history()
        )
