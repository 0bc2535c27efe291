"""A page for the map of each edition: which of its parts are related."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guidegraph.model.changes import Ref
from guidegraph.model.relations import EditionMap, Tie
from guidegraph.publish.index import SiteIndex
from guidegraph.publish.names import EditionLine, ItemLink, edition_line, item_link
from guidegraph.publish.page import Page
from guidegraph.render.ring import ring


__all__ = ["pages"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tied:
    item: ItemLink
    words: tuple[str, ...]
    terms: tuple[ItemLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    item: ItemLink
    cluster: int
    ties: tuple[_Tied, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    edition: EditionLine
    picture: str
    parts: tuple[_Part, ...]


def pages(index: SiteIndex) -> Iterator[Page]:
    """The map of each edition that has one."""
    for found in index.content.maps:
        yield _page(index, found)


def _page(index: SiteIndex, found: EditionMap) -> Page:
    return Page(
        path=f"maps/{found.edition}.html",
        template="map",
        title=index.words("How the parts of %(edition)s are related", edition=found.edition),
        view=lambda: _view(index, found),
        place="maps",
    )


def _view(index: SiteIndex, found: EditionMap) -> _View:
    home = found.edition

    def other(id_: str) -> ItemLink:
        return item_link(index, Ref(edition=home, id=id_), home)

    def tied(tie: Tie) -> _Tied:
        return _Tied(item=other(tie.id), words=tie.words, terms=tuple(map(other, tie.terms)))

    return _View(
        edition=edition_line(index, index.editions[home]),
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
