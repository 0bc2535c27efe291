"""Diffs to walk through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

from guidegraph.model.changes import Change, Comparison
from guidegraph.views.edition import EditionView
from guidegraph.views.tables import Record, html_table, records_of_changes


if TYPE_CHECKING:
    import rdflib


__all__ = ["DiffView", "diff"]


@dataclass(frozen=True, slots=True)
class DiffView(Sequence[Change]):
    """What became of the items of some editions in another: a sequence of changes."""

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
        return records_of_changes(self.model)

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


def diff(old: EditionView, new: EditionView) -> DiffView:
    """
    What became of every item of one edition in another.

    >>> from guidegraph.views import Library
    >>> library = Library.open()
    >>> diff(library.edition("combined"), library.edition("combined"))
    <0 changes from combined to combined>
    """
    from guidegraph.diff.run import diff as compared

    return DiffView(compared([old.model], new.model))
