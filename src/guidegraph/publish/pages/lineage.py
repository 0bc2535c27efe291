"""A page for each lineage: the item that stays itself over all editions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guidegraph.model.changes import Ref
from guidegraph.publish.listed import EditionLine, Listed, edition_line, listed, name_of
from guidegraph.publish.page import Page
from guidegraph.publish.pieces import Footnote, Piece, footnotes, pieces
from guidegraph.publish.shelf import Shelf
from guidegraph.publish.timeline import Era, timeline


__all__ = ["pages"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Version:
    edition: EditionLine
    item: Listed
    text: tuple[Piece, ...]
    notes: tuple[Footnote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    heading: str
    iri: str
    versions: tuple[_Version, ...]
    eras: tuple[Era, ...]


def pages(shelf: Shelf) -> Iterator[Page]:
    """The page of each lineage."""
    for iri, refs in shelf.threads.items():
        yield _page(shelf, iri, refs)


def _page(shelf: Shelf, iri: str, refs: tuple[Ref, ...]) -> Page:
    heading = name_of(shelf.item(refs[-1]))
    return Page(
        path=f"{shelf.routes.stems[iri]}.html",
        template="lineage",
        title=f"{heading} in all editions",
        view=lambda: _view(shelf, iri, refs, heading),
        thing=iri,
        place="editions",
    )


def _view(shelf: Shelf, iri: str, refs: tuple[Ref, ...], heading: str) -> _View:
    return _View(
        heading=heading,
        iri=iri,
        versions=tuple(
            _Version(
                edition=edition_line(shelf, shelf.editions[ref.edition]),
                item=listed(shelf, ref, ref.edition),
                text=pieces(shelf.item(ref), "text"),
                notes=footnotes(shelf.item(ref), ("text",)),
            )
            for ref in refs
        ),
        eras=timeline(shelf, refs[-1]),
    )
