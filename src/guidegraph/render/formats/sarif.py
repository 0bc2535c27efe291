"""
Findings as SARIF 2.1.0, for code hosts and editors.

All rules are declared, so that an alert that is gone is closed; what is suppressed stays in, with
the reason.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from guidegraph.model.findings import Finding, Fix, Place, Severity
from guidegraph.model.report import Report, RuleCard, Target
from guidegraph.render.format import Format, Holding, Kind, Page, as_text
from guidegraph.render.points import rule_iri, targets_by_name


_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_FINGERPRINT = "guidegraphFinding/v1"


def _write(report: Report, _page: Page) -> str:
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
    from guidegraph.model.report import Subject

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


form = Format(
    name="SARIF",
    media_type="application/sarif+json",
    suffix=".sarif",
    holds={
        Kind.FINDINGS: Holding(
            write=as_text(_write),
            losses="Of fixes only those are held of which the columns are known.",
        )
    },
)
