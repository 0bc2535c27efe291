"""
What happened to an item, as its page tells it: edition by edition, with the words that differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guidegraph.diff.curation.history import item_history
from guidegraph.model.changes import Change, Facet, Priority, Ref, Wording, priority_of
from guidegraph.model.history import Event, EventKind, ItemVersion
from guidegraph.publish.listed import EditionLine, Listed, edition_line, listed
from guidegraph.publish.shelf import Shelf
from guidegraph.render.html.view import Run, runs_of
from guidegraph.render.phrases import (
    is_capitals_only,
    link_phrase,
    names_of,
    spaced,
    weight_of,
)


__all__ = ["Era", "Happening", "timeline"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """
    One thing that happened: what, from which items to which, the words that differ, and why it
    weighs what it weighs.

    *mark* is the class of its gravity; *twin* is what an added item says again; *url* is the page
    of the change.
    """

    kind: str
    mark: str
    says: str
    weight: tuple[str, ...]
    old: tuple[Listed, ...]
    new: tuple[Listed, ...]
    twin: Listed | None
    words: tuple[Run, ...]
    label: tuple[Run, ...]
    points: tuple[str, ...]
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Era:
    """What can be seen of an item in one edition."""

    edition: EditionLine
    happenings: tuple[Happening, ...]


def timeline(shelf: Shelf, ref: Ref) -> tuple[Era, ...]:
    """The editions that an item, what it came from or what it became is in, the earliest first."""
    if ref.edition not in shelf.library_history.editions:
        return ()
    found: dict[str, list[Happening]] = {}
    for event in item_history(shelf.library_history, ref).events:
        found.setdefault(event.edition, []).append(_happening(shelf, event))
    return tuple(
        Era(edition=edition_line(shelf, shelf.editions[id_]), happenings=tuple(happenings))
        for id_, happenings in found.items()
    )


def _happening(shelf: Shelf, event: Event) -> Happening:
    change = event.change
    told = change is not None and event.kind in (
        EventKind.SAME,
        EventKind.SPLIT,
        EventKind.MERGED,
        EventKind.REGROUPED,
    )
    capitals = change is None or is_capitals_only(change.label_words)
    return Happening(
        kind=event.kind.value,
        mark=_mark(event),
        says=_respects(change) if event.kind is EventKind.SAME and change else "",
        weight=weight_of(change) if change else (),
        old=tuple(_listed(shelf, version) for version in event.old),
        new=tuple(_listed(shelf, version) for version in event.new),
        twin=listed(shelf, change.duplicate_of, "") if change and change.duplicate_of else None,
        words=runs_of(change.words) if change and told else (),
        label=runs_of(change.label_words) if change and told and not capitals else (),
        points=tuple(_points(change)) if change and told else (),
        url=_page_of(shelf, event),
    )


def _listed(shelf: Shelf, version: ItemVersion) -> Listed:
    return listed(shelf, version.ref, "")


def _mark(event: Event) -> str:
    if event.kind is EventKind.DOUBLED:
        return Priority.DOUBLED.name.lower()
    return priority_of(event.change).name.lower() if event.change else "none"


def _respects(change: Change) -> str:
    names = list(names_of(change))
    if Facet.RENUMBERED in change.facets and Facet.RENUMBERED.value not in names:
        names.append(Facet.RENUMBERED.value)
    return ", ".join(names)


def _points(change: Change) -> Iterator[str]:
    if change.verdict is not None and change.verdict.wording is not Wording.TYPOGRAPHIC:
        yield from map(spaced, change.verdict.reasons)
    for link in change.links:
        yield spaced(link_phrase(link))


def _page_of(shelf: Shelf, event: Event) -> str | None:
    if event.change is None:
        return None
    return shelf.routes.page(f"{shelf.editions[event.edition].iri}/change/{event.change.id}")
