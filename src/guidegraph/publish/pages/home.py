"""
The first page: the editions of the library in the order of time, and what changed between them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guidegraph.graph.changes import change_set_iri
from guidegraph.model.changes import Comparison
from guidegraph.publish.index import SiteIndex
from guidegraph.publish.names import EditionLine, edition_line, tally
from guidegraph.publish.page import Page
from guidegraph.publish.structured import library_in_page
from guidegraph.publish.summary import ChangeShare, shares_of
from guidegraph.render.phrases import proof_of, spaced


__all__ = ["pages"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edition:
    line: EditionLine
    counts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Diff:
    old: str
    new: str
    url: str | None
    shares: tuple[ChangeShare, ...]
    changes: int
    unchanged: int
    proven: bool
    proof: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Map:
    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    editions: tuple[_Edition, ...]
    courses: tuple[_Edition, ...]
    diffs: tuple[_Diff, ...]
    findings: int
    terms: int
    coverages: int
    maps: tuple[_Map, ...]


def pages(index: SiteIndex) -> Iterator[Page]:
    """The one first page."""
    base = index.content.base
    yield Page(
        path=f"{index.routes.stems[base]}.html",
        template="home",
        title=index.title,
        view=lambda: _view(index),
        thing=base,
        translated=True,
        data=lambda: library_in_page(index.title, base, index.content.editions),
    )


def _view(index: SiteIndex) -> _View:
    every = [
        (
            edition.type == "Course",
            _Edition(line=edition_line(index, edition), counts=tally(index, edition)),
        )
        for edition in index.content.editions
    ]
    report = index.content.report
    return _View(
        editions=tuple(one for course, one in every if not course),
        courses=tuple(one for course, one in every if course),
        diffs=tuple(_diff(index, comparison) for comparison in index.comparisons),
        findings=len(report.findings) if report else 0,
        terms=sum(
            item.type == "GlossaryTerm"
            for edition in index.content.editions
            for item in edition.items
        ),
        coverages=len(index.content.coverages),
        maps=tuple(
            _Map(name=found.edition, url=f"maps/{found.edition}.html")
            for found in index.content.maps
        ),
    )


def _diff(index: SiteIndex, comparison: Comparison) -> _Diff:
    changes = comparison.changes
    return _Diff(
        old=index.listed(spaced(edition.id) for edition in comparison.old),
        new=spaced(comparison.new.id),
        url=index.routes.page(change_set_iri(comparison)),
        shares=shares_of(changes.changes),
        changes=len(changes.changes),
        unchanged=len(changes.unchanged),
        proven=changes.audit.passed,
        proof=proof_of(changes.audit, index.words),
    )
