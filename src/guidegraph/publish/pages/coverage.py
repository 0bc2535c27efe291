"""The page of what the courses cover of the editions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guidegraph.model.coverage import CoverageReport
from guidegraph.publish.addresses import address_from
from guidegraph.publish.page import Page
from guidegraph.publish.shelf import Shelf
from guidegraph.render.format import Page as Sheet
from guidegraph.render.html.coverage import CoverageView


__all__ = ["pages"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Covered:
    anchor: str
    course_url: str | None
    edition_url: str | None
    report: CoverageView


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    coverages: tuple[_Covered, ...]


def pages(shelf: Shelf) -> Iterator[Page]:
    """The one page of coverages, if the library has courses."""
    if shelf.holdings.coverages:
        yield Page(
            path="coverage.html",
            template="coverages",
            title="Coverage",
            view=lambda: _view(shelf),
            place="coverage",
            styles=("coverage.css",),
        )


def _view(shelf: Shelf) -> _View:
    return _View(coverages=tuple(_covered(shelf, each) for each in shelf.holdings.coverages))


def _covered(shelf: Shelf, report: CoverageReport) -> _Covered:
    course, edition = report.now.course, report.now.edition
    return _Covered(
        anchor=f"{course.id}--{edition.id}",
        course_url=shelf.routes.page(course.iri),
        edition_url=shelf.routes.page(edition.iri),
        report=CoverageView.of(report, Sheet(), address_from(shelf, "")),
    )
