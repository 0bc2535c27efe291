"""What a site is made of, and how it is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from guidegraph.model.changes import Comparison
from guidegraph.model.coverage import CoverageReport
from guidegraph.model.edition import Edition
from guidegraph.model.relations import EditionMap
from guidegraph.model.report import Report


__all__ = ["SiteContent", "SiteOptions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteOptions:
    """
    How a site is published.

    Attributes:
        title: its title, if not that of the library.
        url: its public address, ending in `/`, if known.
        services: whether a server answers for it, at `sparql` and `api` below the site's root.
        language: the tag of the language that the site opens in; by default, that of the editions.
        templates: templates, style sheets and scripts that replace ours, by their names.
    """

    title: str | None = None
    url: str | None = None
    services: bool = False
    language: str | None = None
    templates: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteContent:
    """
    A library with all that is known of it.

    Attributes:
        editions: the editions, the earliest first, then the courses.
        pairs: each edition compared with each one it came from.
        fan_ins: each edition that came from several, compared with all of them.
        report: what a check of the library found.
        coverages: how far each course covers each edition.
        maps: which parts of an edition are related, where that can be told.
    """

    base: str
    title: str
    editions: tuple[Edition, ...]
    pairs: tuple[Comparison, ...] = ()
    fan_ins: tuple[Comparison, ...] = ()
    report: Report | None = None
    coverages: tuple[CoverageReport, ...] = ()
    maps: tuple[EditionMap, ...] = ()
