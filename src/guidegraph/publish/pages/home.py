"""
The first page: the editions of the library in the order of time, and what changed between them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guidegraph.graph.changes import change_set_iri
from guidegraph.model.changes import Comparison
from guidegraph.publish.listed import EditionLine, edition_line
from guidegraph.publish.page import Page
from guidegraph.publish.shelf import Shelf
from guidegraph.publish.structured import library_in_page
from guidegraph.publish.summary import Share, shares_of
from guidegraph.publish.tally import tally
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
    shares: tuple[Share, ...]
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


def pages(shelf: Shelf) -> Iterator[Page]:
    """The one first page."""
    base = shelf.holdings.base
    yield Page(
        path=f"{shelf.routes.stems[base]}.html",
        template="home",
        title=shelf.title,
        view=lambda: _view(shelf),
        thing=base,
        data=lambda: library_in_page(shelf.title, base, shelf.holdings.editions),
    )


def _view(shelf: Shelf) -> _View:
    every = [
        (
            edition.type == "Course",
            _Edition(line=edition_line(shelf, edition), counts=tally(edition)),
        )
        for edition in shelf.holdings.editions
    ]
    report = shelf.holdings.report
    return _View(
        editions=tuple(one for course, one in every if not course),
        courses=tuple(one for course, one in every if course),
        diffs=tuple(_diff(shelf, comparison) for comparison in shelf.comparisons),
        findings=len(report.findings) if report else 0,
        terms=sum(
            item.type == "GlossaryTerm"
            for edition in shelf.holdings.editions
            for item in edition.items
        ),
        coverages=len(shelf.holdings.coverages),
        maps=tuple(
            _Map(name=found.edition, url=f"maps/{found.edition}.html")
            for found in shelf.holdings.maps
        ),
    )


def _diff(shelf: Shelf, comparison: Comparison) -> _Diff:
    changes = comparison.changes
    return _Diff(
        old=" and ".join(spaced(edition.id) for edition in comparison.old),
        new=spaced(comparison.new.id),
        url=shelf.routes.page(change_set_iri(comparison)),
        shares=shares_of(changes.changes),
        changes=len(changes.changes),
        unchanged=len(changes.unchanged),
        proven=changes.audit.passed,
        proof=proof_of(changes.audit),
    )
