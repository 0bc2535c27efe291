"""A page for each diff, side by side, of two editions or of several with one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from guidegraph.graph.changes import change_iri, change_set_iri
from guidegraph.model.changes import Comparison
from guidegraph.publish.index import SiteIndex
from guidegraph.publish.names import address_from
from guidegraph.publish.page import Page
from guidegraph.publish.routes import root_of
from guidegraph.publish.summary import ChangeShare, shares_of
from guidegraph.render.format import RenderOptions
from guidegraph.render.html.comparison import ComparisonView


__all__ = ["pages"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Origin:
    """What a part of a fan-in came from: how many items of the new edition each old one gave."""

    name: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    diff: ComparisonView
    shares: tuple[ChangeShare, ...]
    columns: tuple[str, ...]
    origins: tuple[_Origin, ...]
    links: Callable[[str], str | None]


def pages(index: SiteIndex) -> Iterator[Page]:
    """The page of each diff."""
    for comparison in index.comparisons:
        yield _page(index, comparison)


def _page(index: SiteIndex, comparison: Comparison) -> Page:
    iri = change_set_iri(comparison)
    path = f"{index.routes.stems[iri]}.html"
    olds = index.listed(edition.id for edition in comparison.old)
    return Page(
        path=path,
        template="changes",
        title=index.words("Changes from %(old)s to %(new)s", old=olds, new=comparison.new.id),
        view=lambda: _view(index, comparison, root_of(path)),
        thing=iri,
        place="changes",
        changed=comparison.new.issued,
        styles=("comparison.css",),
        scripts=("comparison.js",),
    )


def _view(index: SiteIndex, comparison: Comparison, root: str) -> _View:
    pages_of = {
        change.id: index.routes.page(change_iri(comparison, change))
        for change in comparison.changes.changes
    }
    several = len(comparison.old) > 1
    return _View(
        diff=ComparisonView.of(comparison, RenderOptions(), address_from(index, root), index.words),
        shares=shares_of(comparison.changes.changes),
        columns=tuple(edition.id for edition in comparison.old) if several else (),
        origins=tuple(_origins(comparison)) if several else (),
        links=pages_of.get,
    )


def _origins(comparison: Comparison) -> Iterator[_Origin]:
    """
    For each top item of the new edition how many of its items come from each old edition, from
    several of them, and from none.
    """
    new = comparison.new
    origins: dict[str, set[str]] = {}
    for change in comparison.changes.changes:
        for ref in change.new:
            origins.setdefault(ref.id, set()).update(old.edition for old in change.old)
    for pair in comparison.changes.unchanged:
        origins.setdefault(pair.new.id, set()).add(pair.old.edition)
    tops: dict[str, str] = {}
    found: dict[str, list[set[str]]] = {}
    for item in new.items:
        tops[item.id] = tops[item.parent] if item.parent is not None else item.id
        found.setdefault(tops[item.id], []).append(origins.get(item.id, set()))
    for top, each in found.items():
        item = new.by_id[top]
        yield _Origin(
            name=f"{item.notation}. {item.name}" if item.notation else item.name,
            counts=(
                *(sum(origin == {old.id} for origin in each) for old in comparison.old),
                sum(len(origin) > 1 for origin in each),
                sum(not origin for origin in each),
            ),
        )
