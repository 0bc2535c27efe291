"""A page for the map of each edition: which of its parts hang together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guidegraph.model.changes import Ref
from guidegraph.model.relations import EditionMap, Tie
from guidegraph.publish.listed import EditionLine, Listed, edition_line, listed
from guidegraph.publish.page import Page
from guidegraph.publish.shelf import Shelf
from guidegraph.render.picture import ring


__all__ = ["pages"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tied:
    item: Listed
    words: tuple[str, ...]
    terms: tuple[Listed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    item: Listed
    cluster: int
    ties: tuple[_Tied, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    edition: EditionLine
    picture: str
    parts: tuple[_Part, ...]


def pages(shelf: Shelf) -> Iterator[Page]:
    """The map of each edition that has one."""
    for found in shelf.holdings.maps:
        yield _page(shelf, found)


def _page(shelf: Shelf, found: EditionMap) -> Page:
    return Page(
        path=f"maps/{found.edition}.html",
        template="map",
        title=f"How the parts of {found.edition} are related",
        view=lambda: _view(shelf, found),
        place="maps",
    )


def _view(shelf: Shelf, found: EditionMap) -> _View:
    home = found.edition

    def other(id_: str) -> Listed:
        return listed(shelf, Ref(edition=home, id=id_), home)

    def tied(tie: Tie) -> _Tied:
        return _Tied(item=other(tie.id), words=tie.words, terms=tuple(map(other, tie.terms)))

    return _View(
        edition=edition_line(shelf, shelf.editions[home]),
        picture=ring(found.network, style=""),
        parts=tuple(
            _Part(
                item=other(item.id),
                cluster=item.cluster + 1,
                ties=tuple(map(tied, item.ties)),
            )
            for item in found.items
        ),
    )
