"""Stored editions as a table, and changed triples as an RDF Patch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from guidegraph.model.triples import StoredEditions, TripleChanges
from guidegraph.render.format import RenderOptions, by_type


if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["draw", "patch"]


def _drawn(stored: StoredEditions, page: RenderOptions) -> str:
    from guidegraph.render.text.screen import drawing  # a patch needs no library for screens

    return drawing({StoredEditions: _stored})(stored, page)


def _stored(stored: StoredEditions, _page: RenderOptions) -> Iterator[RenderableType]:
    from rich.table import Table
    from rich.text import Text

    if not stored.editions:
        yield Text("no stored editions yet: add one with 'guidegraph store add EDITION FILE'")
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="quiet")
    table.add_column("id", style="place", no_wrap=True)
    table.add_column("triples", justify="right", no_wrap=True)
    table.add_column("added", no_wrap=True)
    table.add_column("from")
    for edition in stored.editions:
        undecided = f" ({edition.undecided:,} undecided)" if edition.undecided else ""
        table.add_row(
            edition.name, f"{edition.triples:,}{undecided}", edition.added, edition.source
        )
    yield table


def patch(changes: TripleChanges) -> str:
    """
    The patch as one transaction, all removals before all additions, each in order.

    What could not be decided is in comments before it.
    """
    lines = []
    if changes.undecided_count:
        lines.append(
            f"# {changes.undecided_count} triples of both graphs are undecided: their blank nodes "
            "are too much alike."
        )
        lines += [f"# {row} ." for row in changes.undecided]
    lines.append("TX .")
    lines += [f"D {row} ." for row in changes.removed]
    lines += [f"A {row} ." for row in changes.added]
    lines.append("TC .")
    return "\n".join(lines)


draw = by_type(
    {TripleChanges: lambda changes, _page: f"{patch(changes)}\n", StoredEditions: _drawn}
)
