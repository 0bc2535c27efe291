"""The page of what a check of the library found, the gravest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guidegraph.model.changes import Ref
from guidegraph.model.findings import Finding, Severity
from guidegraph.publish.listed import Listed, listed
from guidegraph.publish.page import Page
from guidegraph.publish.shelf import Shelf
from guidegraph.render.phrases import spaced


__all__ = ["pages"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Finding:
    id: str
    rule: str
    severity: str
    edition: str
    message: str
    quote: str
    fix: str
    items: tuple[Listed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    counts: tuple[tuple[str, int], ...]
    editions: tuple[str, ...]
    rules: tuple[str, ...]
    findings: tuple[_Finding, ...]
    suppressed: int
    checked: int


def pages(shelf: Shelf) -> Iterator[Page]:
    """The one page of findings."""
    if shelf.holdings.report is None:
        return
    yield Page(
        path="findings.html",
        template="findings",
        title="Findings",
        view=lambda: _view(shelf),
        place="findings",
        scripts=("findings.js",),
    )


def _view(shelf: Shelf) -> _View:
    report = shelf.holdings.report
    found = sorted(
        report.findings if report else (),
        key=lambda finding: (finding.severity.rank, finding.rule, finding.edition),
    )
    return _View(
        counts=tuple(
            (severity.value, sum(finding.severity is severity for finding in found))
            for severity in Severity
        ),
        editions=tuple(dict.fromkeys(finding.edition for finding in found)),
        rules=tuple(sorted({finding.rule for finding in found})),
        findings=tuple(_finding(shelf, finding) for finding in found),
        suppressed=len(report.suppressed) if report else 0,
        checked=len(report.rules) if report else 0,
    )


def _finding(shelf: Shelf, finding: Finding) -> _Finding:
    refs = [Ref(edition=finding.edition, id=id_) for id_ in finding.items]
    quote = spaced(finding.quote)
    return _Finding(
        id=finding.id,
        rule=finding.rule,
        severity=finding.severity.value,
        edition=spaced(finding.edition),
        message=spaced(finding.message),
        quote="" if quote in spaced(finding.message) else quote,
        fix=spaced(finding.fix.title) if finding.fix else "",
        items=tuple(listed(shelf, ref, finding.edition) for ref in refs if shelf.page(ref)),
    )
