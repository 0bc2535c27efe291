"""A page for each lineage: an item in all editions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guidegraph.model.changes import Ref
from guidegraph.publish.index import SiteIndex
from guidegraph.publish.names import EditionLine, ItemLink, edition_line, item_link, name_of
from guidegraph.publish.page import Page
from guidegraph.publish.text_runs import Footnote, TextRun, footnotes, text_runs
from guidegraph.publish.timeline import HistoryEdition, timeline


__all__ = ["pages"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Version:
    edition: EditionLine
    item: ItemLink
    text: tuple[TextRun, ...]
    notes: tuple[Footnote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    heading: str
    iri: str
    versions: tuple[_Version, ...]
    history: tuple[HistoryEdition, ...]


def pages(index: SiteIndex) -> Iterator[Page]:
    """The page of each lineage."""
    for iri, refs in index.lineages.items():
        yield _page(index, iri, refs)


def _page(index: SiteIndex, iri: str, refs: tuple[Ref, ...]) -> Page:
    heading = name_of(index, index.editions[refs[-1].edition], index.item(refs[-1]))
    return Page(
        path=f"{index.routes.stems[iri]}.html",
        template="lineage",
        title=index.words("%(item)s in all editions", item=heading),
        view=lambda: _view(index, iri, refs, heading),
        thing=iri,
        place="editions",
    )


def _view(index: SiteIndex, iri: str, refs: tuple[Ref, ...], heading: str) -> _View:
    return _View(
        heading=heading,
        iri=iri,
        versions=tuple(
            _Version(
                edition=edition_line(index, index.editions[ref.edition]),
                item=item_link(index, ref, ref.edition),
                text=text_runs(index.item(ref), "text"),
                notes=footnotes(index.item(ref), ("text",)),
            )
            for ref in refs
        ),
        history=timeline(index, refs[-1]),
    )
