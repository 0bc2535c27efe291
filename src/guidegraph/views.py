"""
The library as Python sees it: editions, items and changes to walk through, shown well in notebooks.

>>> library = Library.open()
>>> [statement.number for statement in library.edition("combined").value(7).statements]
['7.1', '7.2', '7.3', '7.4', '7.5']

The model stays plain; these are views of it, and `.model` is what they show.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, overload

from guidegraph import api
from guidegraph.librarian import ROWS, SECONDS
from guidegraph.model.answer import Answer, Solutions, Statements, Verdict
from guidegraph.model.changes import Change, Comparison
from guidegraph.model.edition import Edition, Item
from guidegraph.model.errors import MisuseError, UnknownNameError
from guidegraph.model.hits import Hits
from guidegraph.model.relations import EditionMap, Relatedness, Route
from guidegraph.tables import Record, html_table, records_of_changes, records_of_items


if TYPE_CHECKING:
    import networkx as nx
    import rdflib


__all__ = ["DiffView", "EditionView", "ItemView", "ItemViews", "Library", "Table", "diff", "read"]


@dataclass(frozen=True, slots=True)
class Table:
    """
    Rows with named columns; `records()` is what pandas and polars take.
    """

    columns: tuple[str, ...]
    rows: tuple[Record, ...]

    def records(self) -> list[Record]:
        """
        The rows as a list of dicts.
        """
        return [dict(row) for row in self.rows]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Record]:
        return iter(self.rows)

    def _repr_html_(self) -> str:
        return html_table(self.columns, self.rows)


@dataclass(frozen=True, slots=True)
class ItemView:
    """
    An item within its edition.
    """

    edition: EditionView
    model: Item

    @property
    def id(self) -> str:
        """
        Its name within the edition, such as `value/7/practice/4`.
        """
        return self.model.id

    @property
    def iri(self) -> str:
        """
        Its name in the world.
        """
        return self.edition.model.iri_of(self.model.id)

    @property
    def type(self) -> str:
        """
        The local name of its class, such as `PracticeStatement`.
        """
        return self.model.type

    @property
    def number(self) -> str | None:
        """
        Its number in this edition, such as `7.4`.
        """
        return self.model.notation

    @property
    def label(self) -> str | None:
        """
        Its name in sentence case.
        """
        return self.model.pref_label or self.model.label

    @property
    def text(self) -> str | None:
        """
        The official wording.
        """
        return self.model.text

    @property
    def parent(self) -> ItemView | None:
        """
        The item that it belongs to.
        """
        parent = self.model.parent
        return None if parent is None else self.edition.item(parent)

    @property
    def children(self) -> ItemViews:
        """
        The items that belong to it, in document order.
        """
        found = self.edition.model.children.get(self.model.id, ())
        return ItemViews(self.edition, tuple(found))

    @property
    def practice(self) -> ItemView:
        """
        The named practice of a value.

        Raises:
            MisuseError: it has none.
        """
        for child in self.children:
            if child.type == "Practice":
                return child
        raise MisuseError(f"{self.id!r} has no practice; ask a value of an edition that has them")

    @property
    def statements(self) -> ItemViews:
        """
        The practice statements below it, in document order.
        """
        return self._below("PracticeStatement")

    @property
    def roles(self) -> ItemViews:
        """
        The supervisor roles below it, in document order.
        """
        return self._below("SupervisorRole")

    @property
    def terms(self) -> ItemViews:
        """
        The glossary terms that it is linked to.
        """
        model = self.edition.model
        ids = model.terms.get(self.model.id, ())
        return ItemViews(self.edition, tuple(model.by_id[id_] for id_ in ids))

    def _below(self, type_: str) -> ItemViews:
        model = self.edition.model
        return ItemViews(
            self.edition,
            tuple(
                item
                for item in model.items
                if item.type == type_ and self.model in model.ancestors(item)
            ),
        )

    def __repr__(self) -> str:
        return f"<{self.type} {self.edition.id}:{self.id} {self.model.name!r}>"

    def _repr_html_(self) -> str:
        return ItemViews(self.edition, (self.model,))._repr_html_()


@dataclass(frozen=True, slots=True)
class ItemViews(Sequence[ItemView]):
    """
    Some items of an edition, in order.
    """

    edition: EditionView
    model: tuple[Item, ...]

    @overload
    def __getitem__(self, index: int) -> ItemView: ...

    @overload
    def __getitem__(self, index: slice) -> ItemViews: ...

    def __getitem__(self, index: int | slice) -> ItemView | ItemViews:
        if isinstance(index, slice):
            return ItemViews(self.edition, self.model[index])
        return ItemView(self.edition, self.model[index])

    def __len__(self) -> int:
        return len(self.model)

    def records(self) -> list[Record]:
        """
        The items as a list of dicts.
        """
        return records_of_items(self.edition.model, self.model)

    def __repr__(self) -> str:
        return f"<{len(self)} items of {self.edition.id}>"

    def _repr_html_(self) -> str:
        return html_table(("id", "number", "label", "text"), self.records())


@dataclass(frozen=True, slots=True)
class EditionView:
    """
    An edition, or a course.
    """

    model: Edition

    @property
    def id(self) -> str:
        """
        Its name within the library.
        """
        return self.model.id

    @property
    def iri(self) -> str:
        """
        Its name in the world.
        """
        return self.model.iri

    @property
    def title(self) -> str:
        """
        Its title.
        """
        return self.model.title

    @property
    def items(self) -> ItemViews:
        """
        All items in document order.
        """
        return ItemViews(self, self.model.items)

    @property
    def values(self) -> ItemViews:
        """
        The core values.
        """
        return self.of_type("CoreValue")

    @property
    def statements(self) -> ItemViews:
        """
        The practice statements.
        """
        return self.of_type("PracticeStatement")

    @property
    def roles(self) -> ItemViews:
        """
        The supervisor roles.
        """
        return self.of_type("SupervisorRole")

    @property
    def terms(self) -> ItemViews:
        """
        The glossary.
        """
        return self.of_type("GlossaryTerm")

    def of_type(self, name: str) -> ItemViews:
        """
        The items of a class, by its local name; none, if there are none.
        """
        return ItemViews(self, tuple(item for item in self.model.items if item.type == name))

    def value(self, number: int) -> ItemView:
        """
        The core value of that number.

        Raises:
            UnknownNameError: there is none.
        """
        found = {value.number: value for value in self.values}
        if str(number) not in found:
            known = [known for known in found if known is not None]
            raise UnknownNameError(f"value of {self.id}", str(number), known)
        return found[str(number)]

    def item(self, item_id: str) -> ItemView:
        """
        The item of that id.

        Raises:
            UnknownNameError: there is none.
        """
        if item_id not in self.model.by_id:
            raise UnknownNameError(f"item of {self.id}", item_id, self.model.by_id)
        return ItemView(self, self.model.by_id[item_id])

    def records(self) -> list[Record]:
        """
        All items as a list of dicts.
        """
        return self.items.records()

    def to_networkx(self) -> nx.MultiDiGraph:
        """
        The items and their links as a graph of networkx.
        """
        from guidegraph.graph.hierarchy import to_networkx

        return to_networkx(self.model)

    def to_rdflib(self) -> rdflib.Graph:
        """
        The edition as a graph of rdflib.
        """
        from guidegraph.graph.build import to_graph
        from guidegraph.graph.rdflib_graph import to_rdflib

        return to_rdflib(to_graph(self.model))

    def __repr__(self) -> str:
        return f"<Edition {self.id} {self.title!r}: {len(self.model.items)} items>"

    def _repr_html_(self) -> str:
        return html_table(("id", "number", "label", "text"), self.records(), caption=self.title)


@dataclass(frozen=True, slots=True)
class DiffView(Sequence[Change]):
    """
    What became of the items of some editions in another: a sequence of changes.
    """

    model: Comparison

    @overload
    def __getitem__(self, index: int) -> Change: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Change, ...]: ...

    def __getitem__(self, index: int | slice) -> Change | tuple[Change, ...]:
        return self.model.changes.changes[index]

    def __len__(self) -> int:
        return len(self.model.changes.changes)

    def records(self) -> list[Record]:
        """
        The changes as a list of dicts.
        """
        return records_of_changes(self.model)

    def to_rdflib(self) -> rdflib.Graph:
        """
        The changes as a graph of rdflib.
        """
        from guidegraph.graph.changes import changes_to_graph
        from guidegraph.graph.rdflib_graph import to_rdflib

        return to_rdflib(changes_to_graph(self.model))

    def __repr__(self) -> str:
        changes = self.model.changes
        return f"<{len(self)} changes from {' + '.join(changes.old)} to {changes.new}>"

    def _repr_html_(self) -> str:
        columns = ("relation", "facets", "wording", "aspects", "old", "new", "before", "after")
        return html_table(columns, self.records(), caption=repr(self)[1:-1])


@dataclass(frozen=True, slots=True)
class Library:
    """
    A library of editions and courses.
    """

    model: api.Library

    @classmethod
    def open(cls, path: Path | None = None) -> Library:
        """
        The library in a folder, or the one that guidegraph ships with.
        """
        return cls(api.Library.open(path))

    @property
    def ids(self) -> tuple[str, ...]:
        """
        The ids of all editions, then of all courses.
        """
        return self.model.ids

    @property
    def editions(self) -> tuple[EditionView, ...]:
        """
        All editions and courses.
        """
        return tuple(self.edition(id_) for id_ in self.ids)

    def edition(self, id_: str) -> EditionView:
        """
        An edition or course.

        Raises:
            UnknownNameError: there is none of that id.
        """
        return EditionView(self.model.edition(id_))

    def diff(self, old: Sequence[str], new: str) -> DiffView:
        """
        What became of every item of old editions of the library in a new one.
        """
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
        """
        The rows that a named query finds, with values for its parameters.
        """
        answer = self.model.librarian().named_query(name, values, seconds=seconds, limit=limit)
        return _table(answer)

    def search(self, words: str, *, edition: str | None = None, limit: int = 20) -> Hits:
        """
        The items that have some words, in any of their forms, the best first.
        """
        return self.model.librarian().search(words, edition=edition, limit=limit)

    def related(self, item: str, *, limit: int = 12) -> Relatedness:
        """
        What is related to an item, `EDITION:ID`, and why.
        """
        return self.model.librarian().related(item, limit=limit)

    def path(self, origin: str, destination: str) -> Route:
        """
        How two items, `EDITION:ID`, hang together.
        """
        return self.model.librarian().path(origin, destination)

    def map(self, edition: str) -> EditionMap:
        """
        Which values of an edition hang together.
        """
        return self.model.librarian().map(edition)

    def __repr__(self) -> str:
        return f"<Library {self.model.folder.title!r}: {', '.join(self.ids)}>"

    def _repr_html_(self) -> str:
        rows = [
            {"id": view.id, "title": view.title, "items": len(view.items)} for view in self.editions
        ]
        return html_table(("id", "title", "items"), rows, caption=self.model.folder.title)


def read(path: Path) -> EditionView:
    """
    The edition in a file of any format that can be imported.
    """
    from guidegraph.store.library import read_file

    return EditionView(read_file(path))


def diff(old: EditionView, new: EditionView) -> DiffView:
    """
    What became of every item of one edition in another.

    >>> library = Library.open()
    >>> diff(library.edition("combined"), library.edition("combined"))
    <0 changes from combined to combined>
    """
    from guidegraph.diff.run import diff as compared

    return DiffView(compared([old.model], new.model))


def _table(answer: Answer) -> Table:
    if not isinstance(answer, Solutions):
        raise MisuseError("this is no SELECT; take holds for an ASK, construct for a graph")
    _must_be_complete(answer)
    return Table(answer.columns, tuple(dict(record) for record in answer.records()))


def _must_be_complete(answer: Solutions | Statements) -> None:
    if not answer.complete:
        raise MisuseError("there are more rows than the limit; give a higher one with limit=")
