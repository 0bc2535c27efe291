"""
Findings as JUnit XML, for what shows the results of tests: a test is a rule applied to a target.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from guidegraph.model.findings import Finding, Severity
from guidegraph.model.report import Report
from guidegraph.render.format import Format, Holding, Kind, Page, as_text


# What XML 1.0 cannot hold, however it is written.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _write(report: Report, _page: Page) -> str:
    """A report as JUnit XML: what is an information only does not fail a test."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    by_test: dict[tuple[str, str], list[Finding]] = {}
    for finding in report.findings:
        by_test.setdefault((finding.edition, finding.rule), []).append(finding)
    skipped = {(finding.edition, finding.rule): finding for finding in report.suppressed}
    names = dict.fromkeys([target.name for target in report.targets])
    names.update(dict.fromkeys(edition for edition, _ in by_test))
    rules = dict.fromkeys([card.name for card in report.rules])
    rules.update(dict.fromkeys(rule for _, rule in by_test))
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<testsuites name="guidegraph check">'
    for name in names:
        failed = sum(_fails(by_test.get((name, rule), ())) for rule in rules)
        yield (
            f'  <testsuite name={_attribute(name)} tests="{len(rules)}" failures="{failed}"'
            ' errors="0" skipped="0">'
        )
        for rule in rules:
            found = by_test.get((name, rule), [])
            yield from _case(name, rule, found, skipped.get((name, rule)))
        yield "  </testsuite>"
    yield "</testsuites>"


def _case(
    name: str, rule: str, found: Sequence[Finding], suppressed: Finding | None
) -> Iterator[str]:
    head = f"    <testcase classname={_attribute(name)} name={_attribute(rule)}"
    if not found and suppressed is None:
        yield f"{head}/>"
        return
    yield f"{head}>"
    body = _text("\n".join(_told(finding) for finding in found))
    if _fails(found):
        grave = min(found, key=lambda finding: finding.severity.rank)
        kind, message = _attribute(grave.severity), _attribute(grave.message)
        yield f"      <failure type={kind} message={message}>{body}</failure>"
    elif found:
        yield f"      <system-out>{body}</system-out>"
    if suppressed is not None and suppressed.suppression is not None:
        reason = _text(f"suppressed: {suppressed.suppression.reason}")
        yield f"      <system-err>{reason}</system-err>"
    yield "    </testcase>"


def _fails(found: Sequence[Finding]) -> bool:
    return any(finding.severity is not Severity.INFO for finding in found)


def _told(finding: Finding) -> str:
    place = f"{finding.source.path}:{finding.source.line}: " if finding.source else ""
    items = ", ".join(finding.items[:3])
    return f"{place}{items}: {finding.message}" + (f" ({finding.quote})" if finding.quote else "")


def _text(text: str) -> str:
    return escape(_ILLEGAL.sub("\ufffd", text))


def _attribute(text: str) -> str:
    return quoteattr(_ILLEGAL.sub("\ufffd", text))


form = Format(
    name="JUnit XML",
    media_type="application/xml",
    suffix=".junit.xml",
    holds={Kind.FINDINGS: Holding(write=as_text(_write), losses="Fixes are not held.")},
)
