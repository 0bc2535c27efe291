"""Findings as a work list in Markdown: a box to tick for each, the gravest first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from guidegraph.model.findings import Finding, Severity
from guidegraph.model.markdown import code, escaped
from guidegraph.model.report import Report
from guidegraph.render.renderer import Page


__all__ = ["markdown_of_report"]

_TITLES = {Severity.ERROR: "Errors", Severity.WARNING: "Warnings", Severity.INFO: "Worth a look"}


def markdown_of_report(report: Report, page: Page) -> str:  # noqa: ARG001 - as all formats
    """The work list of a report."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield "# What to mend"
    yield ""
    counts = ", ".join(f"{count} {severity}" for severity, count in report.counts.items())
    yield f"{counts}; {len(report.suppressed)} suppressed, {len(report.known)} known before."
    for severity in Severity:
        these = [finding for finding in report.findings if finding.severity is severity]
        if not these:
            continue
        yield ""
        yield f"## {_TITLES[severity]}"
        for edition, findings in groupby(these, key=lambda finding: finding.edition):
            yield ""
            yield f"### {escaped(edition)}"
            yield ""
            for finding in findings:
                yield from _entry(finding)


def _entry(finding: Finding) -> Iterator[str]:
    items = ", ".join(code(item) for item in finding.items[:5])
    more = f" and {len(finding.items) - 5} more" if len(finding.items) > 5 else ""
    yield f"- [ ] {items}{more}{': ' if items else ''}{escaped(finding.message)}"
    place = f"{finding.source.path}:{finding.source.line}" if finding.source else ""
    parts = [code(finding.rule), *([code(place)] if place else []), f"id {code(finding.id)}"]
    yield f"  {' · '.join(parts)}"
    if finding.quote:
        yield f"  > {escaped(finding.quote)}"
