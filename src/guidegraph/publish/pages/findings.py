"""The page of what a check of the library found, the most important first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guidegraph.model.changes import Ref
from guidegraph.model.findings import Finding, Severity
from guidegraph.publish.index import SiteIndex
from guidegraph.publish.names import ItemLink, item_link
from guidegraph.publish.page import Page
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
    items: tuple[ItemLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    counts: tuple[tuple[str, int], ...]
    editions: tuple[str, ...]
    rules: tuple[str, ...]
    findings: tuple[_Finding, ...]
    suppressed: int
    checked: int


def pages(index: SiteIndex) -> Iterator[Page]:
    """The one page of findings."""
    if index.content.report is None:
        return
    yield Page(
        path="findings.html",
        template="findings",
        title=index.words("Findings"),
        view=lambda: _view(index),
        place="findings",
        scripts=("findings.js",),
    )


def _view(index: SiteIndex) -> _View:
    report = index.content.report
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
        findings=tuple(_finding(index, finding) for finding in found),
        suppressed=len(report.suppressed) if report else 0,
        checked=len(report.rules) if report else 0,
    )


def _finding(index: SiteIndex, finding: Finding) -> _Finding:
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
        items=tuple(item_link(index, ref, finding.edition) for ref in refs if index.page(ref)),
    )
