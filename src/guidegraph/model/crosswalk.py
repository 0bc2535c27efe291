"""What a published mapping claims about the items of two editions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from guidegraph.model.findings import Finding
from guidegraph.model.mapping import Match
from guidegraph.model.records import Tabular


__all__ = ["Crosswalk", "CrosswalkReport", "CrosswalkRow"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CrosswalkRow:
    """
    One row: an old and a new item as the file names them; one is missing if it has no counterpart.

    *match* is how they are said to belong together, if the file says so. *group* is what the rows
    of one split or merger have in common, if they do.
    """

    old: str | None
    new: str | None
    match: Match | None = None
    group: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Crosswalk:
    """A file of claims."""

    path: str
    rows: tuple[CrosswalkRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CrosswalkReport(Tabular):
    """A crosswalk held against the editions it is about."""

    path: str
    old: tuple[str, ...]
    new: str
    rows: int
    findings: tuple[Finding, ...]

    def entries(self) -> Iterable[object]:
        """The findings."""
        return [finding.record() for finding in self.findings]
