"""Diffs for Python programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

from guidegraph.model.changes import Change, Comparison
from guidegraph.model.records import Record
from guidegraph.views.tables import html_table


if TYPE_CHECKING:
    import rdflib


__all__ = ["DiffView"]


@dataclass(frozen=True, slots=True)
class DiffView(Sequence[Change]):
    """How the items of some editions changed in another one: a sequence of changes."""

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
        """The changes as a list of dicts."""
        return self.model.records()

    def to_rdflib(self) -> rdflib.Graph:
        """The changes as a graph of rdflib."""
        from guidegraph.graph.changes import changes_to_graph
        from guidegraph.graph.rdflib_graph import to_rdflib

        return to_rdflib(changes_to_graph(self.model))

    def __repr__(self) -> str:
        changes = self.model.changes
        return f"<{len(self)} changes from {' + '.join(changes.old)} to {changes.new}>"

    def _repr_html_(self) -> str:
        columns = ("relation", "facets", "wording", "aspects", "old", "new", "before", "after")
        return html_table(columns, self.records(), caption=repr(self)[1:-1])
