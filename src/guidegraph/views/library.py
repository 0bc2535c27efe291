"""A library to ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from guidegraph import api
from guidegraph.librarian import ROWS, SECONDS
from guidegraph.model.answer import Answer, Solutions, Statements, Verdict
from guidegraph.model.errors import MisuseError
from guidegraph.model.hits import Hits
from guidegraph.model.relations import EditionMap, Relatedness, Route
from guidegraph.views.changes import DiffView
from guidegraph.views.edition import EditionView
from guidegraph.views.tables import Table, html_table


if TYPE_CHECKING:
    import rdflib


__all__ = ["Library", "read"]


@dataclass(frozen=True, slots=True)
class Library:
    """A library of editions and courses."""

    model: api.Library

    @classmethod
    def open(cls, path: Path | None = None) -> Library:
        """The library in a folder, or the one that guidegraph ships with."""
        return cls(api.Library.open(path))

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all editions, then of all courses."""
        return self.model.ids

    @property
    def editions(self) -> tuple[EditionView, ...]:
        """All editions and courses."""
        return tuple(self.edition(id_) for id_ in self.ids)

    def edition(self, id_: str) -> EditionView:
        """
        An edition or course.

        Raises:
            UnknownNameError: there is none of that id.
        """
        return EditionView(self.model.edition(id_))

    def diff(self, old: Sequence[str], new: str) -> DiffView:
        """What became of every item of old editions of the library in a new one."""
        return DiffView(self.model.diff(old, new))

    def select(self, sparql: str, *, seconds: float = SECONDS, limit: int = ROWS) -> Table:
        """
        The rows that a SELECT finds in the library.

        Raises:
            MisuseError: it is no SELECT, or there are more rows than *limit*.
        """
        answer = self.model.librarian().query(sparql, seconds=seconds, limit=limit)
        return _table(answer)

    def holds(self, sparql: str, *, seconds: float = SECONDS) -> bool:
        """
        What an ASK says of the library.

        Raises:
            MisuseError: it is no ASK.
        """
        answer = self.model.librarian().query(sparql, seconds=seconds)
        if not isinstance(answer, Verdict):
            raise MisuseError("this is no ASK; take select or construct")
        return answer.holds

    def construct(
        self, sparql: str, *, seconds: float = SECONDS, limit: int = ROWS
    ) -> rdflib.Graph:
        """
        The graph that a CONSTRUCT or DESCRIBE makes of the library.

        Raises:
            MisuseError: it is neither, or there are more triples than *limit*.
        """
        from guidegraph.graph.rdflib_graph import to_rdflib
        from guidegraph.query.results import triples_of

        answer = self.model.librarian().query(sparql, seconds=seconds, limit=limit)
        if not isinstance(answer, Statements):
            raise MisuseError("this is no CONSTRUCT or DESCRIBE; take select or holds")
        _must_be_complete(answer)
        return to_rdflib(triples_of(answer))

    def named_query(
        self, name: str, values: Mapping[str, str], *, seconds: float = SECONDS, limit: int = ROWS
    ) -> Table:
        """The rows that a named query finds, with values for its parameters."""
        answer = self.model.librarian().named_query(name, values, seconds=seconds, limit=limit)
        return _table(answer)

    def search(self, words: str, *, edition: str | None = None, limit: int = 20) -> Hits:
        """The items that have some words, in any of their forms, the best first."""
        return self.model.librarian().search(words, edition=edition, limit=limit)

    def related(self, item: str, *, limit: int = 12) -> Relatedness:
        """What is related to an item, `EDITION:ID`, and why."""
        return self.model.librarian().related(item, limit=limit)

    def path(self, origin: str, destination: str) -> Route:
        """How two items, `EDITION:ID`, hang together."""
        return self.model.librarian().path(origin, destination)

    def map(self, edition: str) -> EditionMap:
        """Which values of an edition hang together."""
        return self.model.librarian().map(edition)

    def __repr__(self) -> str:
        return f"<Library {self.model.folder.title!r}: {', '.join(self.ids)}>"

    def _repr_html_(self) -> str:
        rows = [
            {"id": view.id, "title": view.title, "items": len(view.items)} for view in self.editions
        ]
        return html_table(("id", "title", "items"), rows, caption=self.model.folder.title)


def read(path: Path) -> EditionView:
    """The edition in a file of any format that can be imported."""
    from guidegraph.store.library import read_file

    return EditionView(read_file(path))


def _table(answer: Answer) -> Table:
    if not isinstance(answer, Solutions):
        raise MisuseError("this is no SELECT; take holds for an ASK, construct for a graph")
    _must_be_complete(answer)
    return Table(answer.columns, tuple(dict(record) for record in answer.records()))


def _must_be_complete(answer: Solutions | Statements) -> None:
    if not answer.complete:
        raise MisuseError("there are more rows than the limit; give a higher one with limit=")
