"""Editions and items for Python programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, overload

from guidegraph.model.edition import Edition, Excerpt, Item
from guidegraph.model.errors import MisuseError, UnknownNameError
from guidegraph.model.records import Record
from guidegraph.views.tables import html_table


if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from guidegraph.model.guesses import Guesses
    from guidegraph.workspace import Workspace


__all__ = ["EditionView", "ItemView", "ItemViews"]


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item within its edition."""

    edition: EditionView
    model: Item

    @property
    def id(self) -> str:
        """Its name within the edition, such as `value/7/practice/4`."""
        return self.model.id

    @property
    def iri(self) -> str:
        """Its IRI."""
        return self.edition.model.iri_of(self.model.id)

    @property
    def type(self) -> str:
        """The local name of its class, such as `PracticeStatement`."""
        return self.model.type

    @property
    def number(self) -> str | None:
        """Its number in this edition, such as `7.4`."""
        return self.model.notation

    @property
    def label(self) -> str | None:
        """Its name in sentence case."""
        return self.model.pref_label or self.model.label

    @property
    def text(self) -> str | None:
        """The official wording."""
        return self.model.text

    @property
    def parent(self) -> ItemView | None:
        """The item that it belongs to."""
        parent = self.model.parent
        return None if parent is None else self.edition.item(parent)

    @property
    def children(self) -> ItemViews:
        """The items that belong to it, in document order."""
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
        """The practice statements below it, in document order."""
        return self._below("PracticeStatement")

    @property
    def roles(self) -> ItemViews:
        """The supervisor roles below it, in document order."""
        return self._below("SupervisorRole")

    @property
    def terms(self) -> ItemViews:
        """The glossary terms that it is linked to."""
        model = self.edition.model
        ids = model.terms.get(self.model.id, ())
        return ItemViews(self.edition, tuple(model.by_id[id_] for id_ in ids))

    def _below(self, type_: str) -> ItemViews:
        model = self.edition.model
        every = (item for item in model.items if item.type == type_)
        found = tuple(item for item in every if self.model in model.ancestors(item))
        return ItemViews(self.edition, found)

    def __repr__(self) -> str:
        return f"<{self.type} {self.edition.id}:{self.id} {self.model.name!r}>"

    def _repr_html_(self) -> str:
        return ItemViews(self.edition, (self.model,))._repr_html_()


@dataclass(frozen=True, slots=True)
class ItemViews(Sequence[ItemView]):
    """Some items of an edition, in order."""

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
        """The items as a list of dicts."""
        return Excerpt(edition=self.edition.model, items=self.model).records()

    def __repr__(self) -> str:
        return f"<{len(self)} items of {self.edition.id}>"

    def _repr_html_(self) -> str:
        return html_table(("id", "number", "label", "text"), self.records())


@dataclass(frozen=True, slots=True)
class EditionView:
    """An edition, or a course; *workspace* is where it comes from, if from a library."""

    model: Edition
    workspace: Workspace | None = field(default=None, compare=False, repr=False)

    @property
    def id(self) -> str:
        """Its name within the library."""
        return self.model.id

    @property
    def iri(self) -> str:
        """Its IRI."""
        return self.model.iri

    @property
    def title(self) -> str:
        """Its title."""
        return self.model.title

    @property
    def items(self) -> ItemViews:
        """All items in document order."""
        return ItemViews(self, self.model.items)

    @property
    def values(self) -> ItemViews:
        """The core values."""
        return self.of_type("CoreValue")

    @property
    def statements(self) -> ItemViews:
        """The practice statements."""
        return self.of_type("PracticeStatement")

    @property
    def roles(self) -> ItemViews:
        """The supervisor roles."""
        return self.of_type("SupervisorRole")

    @property
    def terms(self) -> ItemViews:
        """The glossary."""
        return self.of_type("GlossaryTerm")

    def of_type(self, name: str) -> ItemViews:
        """The items of a class, by its local name; none, if there are none."""
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
        """All items as a list of dicts."""
        return self.items.records()

    def guesses(self) -> Guesses:
        """What was guessed of the document that it was read from, and what was left out."""
        from guidegraph.model.guesses import Guesses

        return Guesses(edition=self.model)

    def to_networkx(self) -> nx.MultiDiGraph:
        """The items and their links as a graph of networkx."""
        from guidegraph.graph.hierarchy import to_networkx

        return to_networkx(self.model)

    def to_rdflib(self) -> rdflib.Graph:
        """The edition as a graph of rdflib."""
        from guidegraph.graph.build import to_graph
        from guidegraph.graph.rdflib_graph import to_rdflib

        return to_rdflib(to_graph(self.model))

    def __repr__(self) -> str:
        return f"<Edition {self.id} {self.title!r}: {len(self.model.items)} items>"

    def _repr_html_(self) -> str:
        return html_table(("id", "number", "label", "text"), self.records(), caption=self.title)
