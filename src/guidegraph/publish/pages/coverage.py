"""The page of what the courses cover of the editions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guidegraph.model.coverage import CoverageReport
from guidegraph.publish.index import SiteIndex
from guidegraph.publish.names import address_from
from guidegraph.publish.page import Page
from guidegraph.render.format import RenderOptions
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


def pages(index: SiteIndex) -> Iterator[Page]:
    """The one page of coverages, if the library has courses."""
    if index.content.coverages:
        yield Page(
            path="coverage.html",
            template="coverages",
            title=index.words("Coverage"),
            view=lambda: _view(index),
            place="coverage",
            styles=("coverage.css",),
        )


def _view(index: SiteIndex) -> _View:
    return _View(coverages=tuple(_covered(index, each) for each in index.content.coverages))


def _covered(index: SiteIndex, report: CoverageReport) -> _Covered:
    course, edition = report.now.course, report.now.edition
    return _Covered(
        anchor=f"{course.id}--{edition.id}",
        course_url=index.routes.page(course.address),
        edition_url=index.routes.page(edition.address),
        report=CoverageView.of(report, RenderOptions(), address_from(index, ""), index.words),
    )
