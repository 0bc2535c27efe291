"""
Findings for code hosts, editors and programs that show test results: SARIF 2.1.0, annotations of
GitHub, JUnit XML; and where findings are, as addresses and as places in files.

In SARIF all rules are declared, so that an alert that is gone is closed; what is suppressed stays
in, with the reason. In JUnit a test is a rule applied to a target.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from guidegraph.model.findings import Finding, Fix, Place, Severity
from guidegraph.model.report import Report, RuleCard, Target


__all__ = [
    "RULES_BASE",
    "focus_of",
    "github_of",
    "junit_of",
    "rule_iri",
    "sarif_of",
    "target_iri",
    "targets_by_name",
]

RULES_BASE = "https://w3id.org/guidegraph/rules/"
"""What the IRIs of rules begin with."""


def targets_by_name(report: Report) -> Mapping[str, Target]:
    """The targets by what their findings call them."""
    return {target.name: target for target in report.targets}


def rule_iri(card_or_name: RuleCard | str) -> str:
    """The IRI of a rule; a shape has one of its own."""
    if isinstance(card_or_name, RuleCard):
        own = [alias for alias in card_or_name.aliases if "://" in alias]
        return own[0] if own else RULES_BASE + quote(card_or_name.name)
    return RULES_BASE + quote(card_or_name)


def target_iri(target: Target) -> str:
    """The IRI of what was checked; a file is named by its path."""
    return target.iri or f"urn:guidegraph:file:{quote(target.path)}"


def focus_of(finding: Finding, targets: Mapping[str, Target]) -> str:
    """The IRI of the first item of a finding, or of what was checked where the item has none."""
    target = targets.get(finding.edition)
    item = finding.items[0] if finding.items else ""
    iri = f"{target.iri}/{item}" if target is not None and target.iri and item else item
    from pyoxigraph import NamedNode

    if ":" in iri and not iri.startswith("_:"):
        try:
            return NamedNode(iri).value
        except ValueError:
            pass
    return target_iri(target) if target else f"urn:guidegraph:edition:{quote(finding.edition)}"


_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github_of(report: Report) -> str:
    """A workflow command for each finding."""
    targets = targets_by_name(report)
    return "".join(f"{_command(finding, targets)}\n" for finding in report.findings)


def _command(finding: Finding, targets: Mapping[str, Target]) -> str:
    properties: dict[str, str] = {}
    target = targets.get(finding.edition)
    if finding.source is not None:
        properties = {"file": finding.source.path, "line": str(finding.source.line)}
        if finding.source.column:
            properties["col"] = str(finding.source.column)
    elif target is not None:
        properties = {"file": target.path}
    properties["title"] = finding.rule
    said = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    items = ", ".join(finding.items[:3])
    message = f"{items}: {finding.message}" if items else finding.message
    return f"::{_COMMANDS[finding.severity]} {said}::{_data(message)}"


def _data(text: str) -> str:
    shown = "".join(
        letter if letter.isprintable() or letter in "\r\n" else "\ufffd" for letter in text
    )
    return shown.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


# What XML 1.0 cannot hold, however it is written.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit_of(report: Report) -> str:
    """A report as JUnit XML: findings that are only information do not fail a test."""
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
    body = _content("\n".join(_told(finding) for finding in found))
    if _fails(found):
        grave = min(found, key=lambda finding: finding.severity.rank)
        kind, message = _attribute(grave.severity), _attribute(grave.message)
        yield f"      <failure type={kind} message={message}>{body}</failure>"
    elif found:
        yield f"      <system-out>{body}</system-out>"
    if suppressed is not None and suppressed.suppression is not None:
        reason = _content(f"suppressed: {suppressed.suppression.reason}")
        yield f"      <system-err>{reason}</system-err>"
    yield "    </testcase>"


def _fails(found: Sequence[Finding]) -> bool:
    return any(finding.severity is not Severity.INFO for finding in found)


def _told(finding: Finding) -> str:
    place = f"{finding.source.path}:{finding.source.line}: " if finding.source else ""
    items = ", ".join(finding.items[:3])
    return f"{place}{items}: {finding.message}" + (f" ({finding.quote})" if finding.quote else "")


def _content(text: str) -> str:
    return escape(_ILLEGAL.sub("\ufffd", text))


def _attribute(text: str) -> str:
    return quoteattr(_ILLEGAL.sub("\ufffd", text))


_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_FINGERPRINT = "guidegraphFinding/v1"


def sarif_of(report: Report) -> str:
    """A report as SARIF, indented, ending with a line end."""
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(report)]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _run(report: Report) -> dict[str, Any]:
    cards = {card.name: card for card in report.rules}
    everything = [
        *((finding, "new") for finding in report.findings),
        *((finding, "new") for finding in report.suppressed),
        *((finding, "unchanged") for finding in report.known),
    ]
    for finding, _ in everything:
        cards.setdefault(finding.rule, _unknown(finding))
    index = {name: place for place, name in enumerate(cards)}
    targets = targets_by_name(report)
    results = [
        {
            **_result(finding, index[finding.rule], targets),
            **({"baselineState": state} if report.known else {}),
        }
        for finding, state in everything
    ]
    return {
        "tool": {
            "driver": {
                "name": "guidegraph",
                "informationUri": "https://w3id.org/guidegraph/",
                "rules": [_rule(card) for card in cards.values()],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": results,
    }


def _unknown(finding: Finding) -> RuleCard:
    from guidegraph.model.report import RuleCard, Subject

    return RuleCard(
        name=finding.rule, subject=Subject.SHAPES, severity=finding.severity, summary=finding.rule
    )


def _rule(card: RuleCard) -> dict[str, Any]:
    return {
        "id": card.name,
        "shortDescription": {"text": card.summary},
        "helpUri": rule_iri(card),
        "help": {
            "text": card.documentation or card.summary,
            "markdown": card.documentation or card.summary,
        },
        "defaultConfiguration": {"level": _LEVELS[card.severity]},
        "properties": {"tags": [*card.groups, *card.aliases]},
    }


def _result(finding: Finding, index: int, targets: Mapping[str, Target]) -> dict[str, Any]:
    said: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [_location(finding, targets)],
        "partialFingerprints": {_FINGERPRINT: finding.id},
    }
    if suppression := finding.suppression:
        inside = suppression.place is not None and suppression.place.path.endswith(".md")
        said["suppressions"] = [
            {
                "kind": "inSource" if inside else "external",
                "status": "accepted",
                "justification": suppression.reason,
            }
        ]
    changes = list(_changes(finding.fix))
    if finding.fix and changes:
        said["fixes"] = [{"description": {"text": finding.fix.title}, "artifactChanges": changes}]
    return said


def _location(finding: Finding, targets: Mapping[str, Target]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    place, target = finding.source, targets.get(finding.edition)
    if place is not None:
        found["physicalLocation"] = {
            "artifactLocation": _artifact(place.path),
            "region": _region(place, finding.quote),
        }
    elif target is not None:
        found["physicalLocation"] = {"artifactLocation": _artifact(target.path)}
    found["logicalLocations"] = [
        {"fullyQualifiedName": f"{finding.edition}/{item}", "name": item, "kind": "element"}
        for item in dict.fromkeys(finding.items) or (finding.edition,)
    ]
    return found


def _region(place: Place, quoted: str) -> dict[str, Any]:
    if not place.column:
        return {"startLine": place.line}
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endColumn": place.column + len(quoted),
    }


def _artifact(path: str) -> dict[str, str]:
    if path.startswith("/"):
        return {"uri": f"file://{quote(path)}"}
    return {"uri": quote(path), "uriBaseId": "SRCROOT"}


def _changes(fix: Fix | None) -> Iterator[dict[str, Any]]:
    """What a fix changes, as far as the columns are known."""
    for each in fix.replacements if fix else ():
        if each.place.column:
            yield {
                "artifactLocation": _artifact(each.place.path),
                "replacements": [
                    {
                        "deletedRegion": _region(each.place, each.old),
                        "insertedContent": {"text": each.new},
                    }
                ],
            }
