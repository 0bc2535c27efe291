"""What the data documents of each thing hold: its description, and the result that its JSON is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from pyoxigraph import Triple

from guidegraph.diff.curation.history import item_history
from guidegraph.graph.changes import change_set_iri
from guidegraph.model.catalogue import Catalogue
from guidegraph.model.changes import Change, Comparison
from guidegraph.model.edition import Edition, Excerpt, Item
from guidegraph.publish.description import Descriptions
from guidegraph.publish.downloads import Whole
from guidegraph.publish.index import SiteIndex


__all__ = ["Resource", "resources_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """
    A thing: its address, what makes its description, and what makes the result its JSON holds.

    *whole* is the library, edition or diff that it is, for the formats that hold one of these.
    """

    iri: str
    graph: Callable[[], tuple[Triple, ...]]
    result: Callable[[], object]
    whole: Whole | None = None


def resources_of(index: SiteIndex) -> Iterator[Resource]:
    """All things with documents, in the order of the site."""
    told = Descriptions(index)
    catalogue = _catalogue(index)
    yield Resource(
        iri=catalogue.base, graph=told.library, result=lambda: catalogue, whole=catalogue
    )
    for edition in index.content.editions:
        yield _edition(told, edition)
    for comparison in index.comparisons:
        yield _diff(told, comparison)
    for edition in index.content.editions:
        for item in edition.items:
            yield _item(told, edition, item)
    for iri in index.lineages:
        yield _lineage(told, iri)
    for iri, marked in index.changes.items():
        yield _change(told, marked.comparison, marked.change, iri)


def _catalogue(index: SiteIndex) -> Catalogue:
    content = index.content
    return Catalogue(
        title=index.title,
        base=content.base,
        editions=content.editions,
        comparisons=index.comparisons,
    )


def _edition(told: Descriptions, edition: Edition) -> Resource:
    return Resource(
        iri=edition.address,
        graph=lambda: told.edition(edition),
        result=lambda: Excerpt(edition=edition, items=edition.items),
        whole=edition,
    )


def _diff(told: Descriptions, comparison: Comparison) -> Resource:
    return Resource(
        iri=change_set_iri(comparison),
        graph=lambda: told.diff(comparison),
        result=lambda: comparison,
        whole=comparison,
    )


def _item(told: Descriptions, edition: Edition, item: Item) -> Resource:
    return Resource(
        iri=edition.address_of(item.id),
        graph=lambda: told.item(edition, item),
        result=lambda: Excerpt(edition=edition, items=(item,)),
    )


def _lineage(told: Descriptions, iri: str) -> Resource:
    return Resource(
        iri=iri,
        graph=lambda: told.thread(iri),
        result=lambda: item_history(told.index.library_history, told.index.lineages[iri][-1]),
    )


def _change(told: Descriptions, comparison: Comparison, change: Change, iri: str) -> Resource:
    def alone() -> Comparison:
        changes = comparison.changes
        others = tuple(other for other in changes.changes if other is not change)
        only = replace(changes, changes=(change,), unchanged=(), hidden=others)
        return replace(comparison, changes=only)

    return Resource(iri=iri, graph=lambda: told.change(comparison, iri), result=alone)
