"""
The history of an item as its page shows it: edition by edition, with the words that differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guidegraph.diff.curation.history import item_history
from guidegraph.model.changes import Change, Facet, Priority, Ref, Wording, priority_of
from guidegraph.model.history import Event, EventKind, ItemVersion
from guidegraph.publish.index import SiteIndex
from guidegraph.publish.names import EditionLine, ItemLink, edition_line, item_link
from guidegraph.render.html.view import WordRun, runs_of
from guidegraph.render.phrases import (
    is_capitals_only,
    link_phrase,
    names_of,
    spaced,
    weight_of,
)


__all__ = ["HistoryEdition", "HistoryEvent", "timeline"]


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEvent:
    """
    An event: what happened, from which items to which, the words that differ, and how
    important it is.

    *mark* is the CSS class of its priority; *twin* is what an added item duplicates; *url* is
    the page of the change.
    """

    kind: str
    mark: str
    says: str
    weight: tuple[str, ...]
    old: tuple[ItemLink, ...]
    new: tuple[ItemLink, ...]
    twin: ItemLink | None
    words: tuple[WordRun, ...]
    label: tuple[WordRun, ...]
    points: tuple[str, ...]
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEdition:
    """The events of an item in one edition."""

    edition: EditionLine
    events: tuple[HistoryEvent, ...]


def timeline(index: SiteIndex, ref: Ref) -> tuple[HistoryEdition, ...]:
    """
    The editions that an item, what it came from or what it became is in, the earliest first; none
    in a library of one edition.
    """
    editions = index.library_history.editions
    if ref.edition not in editions or len(editions) == 1:
        return ()
    found: dict[str, list[HistoryEvent]] = {}
    for event in item_history(index.library_history, ref).events:
        found.setdefault(event.edition, []).append(_history_event(index, event))
    return tuple(
        HistoryEdition(edition=edition_line(index, index.editions[id_]), events=tuple(events))
        for id_, events in found.items()
    )


def _history_event(index: SiteIndex, event: Event) -> HistoryEvent:
    change = event.change
    told = change is not None and event.kind in (
        EventKind.SAME,
        EventKind.SPLIT,
        EventKind.MERGED,
        EventKind.REGROUPED,
    )
    capitals = change is None or is_capitals_only(change.label_words)
    return HistoryEvent(
        kind=event.kind.value,
        mark=_mark(event),
        says=_respects(index, change) if event.kind is EventKind.SAME and change else "",
        weight=weight_of(change) if change else (),
        old=tuple(_listed(index, version) for version in event.old),
        new=tuple(_listed(index, version) for version in event.new),
        twin=item_link(index, change.duplicate_of, "") if change and change.duplicate_of else None,
        words=runs_of(change.words) if change and told else (),
        label=runs_of(change.label_words) if change and told and not capitals else (),
        points=tuple(_points(change)) if change and told else (),
        url=_page_of(index, event),
    )


def _listed(index: SiteIndex, version: ItemVersion) -> ItemLink:
    return item_link(index, version.ref, "")


def _mark(event: Event) -> str:
    if event.kind is EventKind.DOUBLED:
        return Priority.DOUBLED.name.lower()
    return priority_of(event.change).name.lower() if event.change else "none"


def _respects(index: SiteIndex, change: Change) -> str:
    names = list(names_of(change))
    if Facet.RENUMBERED in change.facets and Facet.RENUMBERED.value not in names:
        names.append(Facet.RENUMBERED.value)
    return ", ".join(map(index.words.known, names))


def _points(change: Change) -> Iterator[str]:
    if change.verdict is not None and change.verdict.wording is not Wording.TYPOGRAPHIC:
        yield from map(spaced, change.verdict.reasons)
    for link in change.links:
        yield spaced(link_phrase(link))


def _page_of(index: SiteIndex, event: Event) -> str | None:
    if event.change is None:
        return None
    return index.routes.page(f"{index.editions[event.edition].address}/change/{event.change.id}")
