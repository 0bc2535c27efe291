"""A page for each edition and course: the whole of it to read, each item with its anchor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guidegraph.graph.changes import change_set_iri
from guidegraph.model.changes import Priority, Ref, priority_of
from guidegraph.model.edition import Edition, Item
from guidegraph.model.names import iri_path
from guidegraph.publish.index import SiteIndex
from guidegraph.publish.names import EditionLine, citation_of_edition, edition_line, kind_of, tally
from guidegraph.publish.page import Page
from guidegraph.publish.structured import edition_in_page
from guidegraph.publish.text_runs import Footnote, TextRun, footnotes, text_runs
from guidegraph.render.html.view import language_of
from guidegraph.render.phrases import KIND_NAMES, spaced


__all__ = ["pages"]

# A page of more items than these shows the upper levels only; the rest has pages of its own.
_WHOLE = 3000
_UPPER = 2
_DEEPEST_HEADING = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    name: str
    kind: str
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    anchor: str
    kind: str
    style: str
    notation: str
    name: tuple[TextRun, ...]
    also: tuple[str, ...]
    text: tuple[TextRun, ...]
    notes: tuple[Footnote, ...]
    url: str | None
    marks: tuple[_Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """A heading of a level with its words, or, at level 0, a list of items."""

    level: int
    rows: tuple[_Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chapter:
    anchor: str
    notation: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    says: str
    name: str
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    edition: EditionLine
    iri: str
    counts: str
    chapters: tuple[_Chapter, ...]
    blocks: tuple[_Block, ...]
    whole: bool
    ways: tuple[_Way, ...]
    citation: str
    language: str | None


def pages(index: SiteIndex) -> Iterator[Page]:
    """The page of each edition and course."""
    for edition in index.content.editions:
        yield _page(index, edition)


def _page(index: SiteIndex, edition: Edition) -> Page:
    return Page(
        path=f"{index.routes.stems[edition.address]}.html",
        template="edition",
        title=spaced(edition.title),
        view=lambda: _view(index, edition),
        thing=edition.address,
        place="editions",
        changed=edition.issued,
        data=lambda: edition_in_page(edition),
    )


def _view(index: SiteIndex, edition: Edition) -> _View:
    whole = len(edition.items) <= _WHOLE
    levels = _levels(edition)
    shown = [item for item in edition.items if whole or levels[item.id] <= _UPPER]
    return _View(
        edition=edition_line(index, edition),
        iri=edition.iri,
        counts=tally(edition),
        chapters=tuple(
            _Chapter(
                anchor=iri_path(item.id),
                notation=spaced(item.notation or ""),
                name=spaced(item.name),
            )
            for item in edition.children.get(None, ())
        ),
        blocks=tuple(_blocks(index, edition, shown, levels)),
        whole=whole,
        ways=tuple(_ways(index, edition)),
        citation=citation_of_edition(edition),
        language=language_of(edition),
    )


def _levels(edition: Edition) -> dict[str, int]:
    levels: dict[str, int] = {}
    for item in edition.items:
        levels[item.id] = levels[item.parent] + 1 if item.parent is not None else 1
    return levels


def _blocks(
    index: SiteIndex, edition: Edition, shown: list[Item], levels: dict[str, int]
) -> Iterator[_Block]:
    waiting: list[_Row] = []
    last: tuple[str | None, str] | None = None
    for item in shown:
        heads = bool(edition.children.get(item.id)) or (item.parent is None and item.label)
        here = (item.parent, item.type)
        if waiting and (heads or here != last):
            yield _Block(level=0, rows=tuple(waiting))
            waiting = []
        row = _row(index, edition, item)
        if heads:
            level = min(levels[item.id] + 1, _DEEPEST_HEADING)
            yield _Block(level=level, rows=(row,))
        else:
            waiting.append(row)
        last = here
    if waiting:
        yield _Block(level=0, rows=tuple(waiting))


def _row(index: SiteIndex, edition: Edition, item: Item) -> _Row:
    ref = Ref(edition=edition.id, id=item.id)
    return _Row(
        anchor=iri_path(item.id),
        kind=kind_of(item.type),
        style=item.type.lower() if item.type.isalpha() else "item",
        notation=spaced(item.notation or ""),
        name=text_runs(item, "label"),
        also=tuple(map(spaced, item.alt_labels)),
        text=text_runs(item, "text"),
        notes=footnotes(item),
        url=index.page(ref),
        marks=tuple(_marks(index, ref)),
    )


def _marks(index: SiteIndex, ref: Ref) -> Iterator[_Mark]:
    """
    How the item changed since the earlier editions, only the most serious change.
    """
    for marked in index.marks.get(ref, ())[:1]:
        kind = priority_of(marked.change)
        if kind < Priority.ARRANGED:
            name = KIND_NAMES[kind]
            url = index.routes.page(marked.iri)
            yield _Mark(name=name, kind=kind.name.lower(), url=url)


def _ways(index: SiteIndex, edition: Edition) -> Iterator[_Way]:
    for comparison in index.comparisons:
        olds = " and ".join(old.id for old in comparison.old)
        url = index.routes.page(change_set_iri(comparison))
        if comparison.new.id == edition.id:
            yield _Way(says="Changes since", name=olds, url=url)
        elif edition.id in comparison.changes.old:
            yield _Way(says="Changes made in", name=comparison.new.id, url=url)
    for report in index.content.coverages:
        now = report.now
        url = f"coverage.html#{now.course.id}--{now.edition.id}"
        if now.course.id == edition.id:
            yield _Way(says="Coverage of", name=now.edition.id, url=url)
        elif now.edition.id == edition.id:
            yield _Way(says="Coverage by", name=now.course.id, url=url)
