"""A published mapping between the items of two editions, and the report on it."""

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
    An old and a new item as the file names them; one is missing if the other has no counterpart.

    *match* is their mapping property, if the file states it. *group* is common to the rows of one
    split or merger, if they have one.
    """

    old: str | None
    new: str | None
    match: Match | None = None
    group: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Crosswalk:
    """A file of such rows."""

    path: str
    rows: tuple[CrosswalkRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CrosswalkReport(Tabular):
    """A crosswalk compared with its editions."""

    path: str
    old: tuple[str, ...]
    new: str
    rows: int
    findings: tuple[Finding, ...]

    def entries(self) -> Iterable[object]:
        """The findings."""
        return [finding.record() for finding in self.findings]
