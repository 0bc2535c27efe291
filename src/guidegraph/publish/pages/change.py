"""A page for each change, so that one can be shown, cited and decided about on its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guidegraph.graph.changes import change_iri, change_set_iri
from guidegraph.model.changes import Change
from guidegraph.publish.index import SiteIndex
from guidegraph.publish.names import address_from
from guidegraph.publish.page import Page
from guidegraph.publish.routes import root_of
from guidegraph.render.details import Details
from guidegraph.render.html.view import ChangeView, change_view, language_of
from guidegraph.render.phrases import names_of, places_of, spaced


__all__ = ["pages"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    change: ChangeView
    diff: str | None
    old: str
    new: str
    iri: str
    language: str | None


def pages(index: SiteIndex) -> Iterator[Page]:
    """The page of each change; one that several diffs have in common has one page."""
    details = {id(each): Details(each, everything=False) for each in index.comparisons}
    for iri, marked in index.changes.items():
        yield _page(index, details[id(marked.comparison)], marked.change, iri)


def _page(index: SiteIndex, details: Details, change: Change, iri: str) -> Page:
    comparison = details.comparison
    path = f"{index.routes.stems[iri]}.html"
    what = ", ".join(map(index.words.known, names_of(change))).capitalize()
    where = ", ".join(places_of(change.new or change.old)[:3])
    return Page(
        path=path,
        template="change",
        title=f"{what}: {spaced(where)}",
        view=lambda: _view(index, details, change, root_of(path)),
        thing=iri,
        place="changes",
        changed=comparison.new.issued,
    )


def _view(index: SiteIndex, details: Details, change: Change, root: str) -> _View:
    comparison = details.comparison
    return _View(
        change=change_view(details, change, address_from(index, root)),
        diff=index.routes.page(change_set_iri(comparison)),
        old=index.listed(edition.id for edition in comparison.old),
        new=comparison.new.id,
        iri=change_iri(comparison, change),
        language=language_of(comparison.new),
    )
