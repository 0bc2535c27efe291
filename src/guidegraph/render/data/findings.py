"""Findings, rules and accounts of sources as plain data."""

from __future__ import annotations

from typing import Any

from guidegraph.model.accounting import Accounts
from guidegraph.model.findings import Finding, Fix, Place
from guidegraph.model.report import Report, RuleBook
from guidegraph.render.data.changes import SCHEMAS
from guidegraph.render.format import by_type


__all__ = ["data", "data_of_finding", "data_of_report", "data_of_rules"]


def data_of_report(report: Report) -> dict[str, Any]:
    """A report, its suppressed findings apart."""
    return {
        "schema": f"{SCHEMAS}/check/1",
        "targets": [
            {
                "name": target.name,
                "iri": target.iri,
                "path": target.path,
                "checked": dict(target.scope),
                "rules": len(target.rules),
                "not_checked": list(target.unrun),
                "left_out": dict(target.left_out),
            }
            for target in report.targets
        ],
        "findings": [data_of_finding(finding) for finding in report.findings],
        "suppressed": [_suppressed(finding) for finding in report.suppressed],
        "known": len(report.known),
        "summary": {severity.value: count for severity, count in report.counts.items()},
    }


def data_of_finding(finding: Finding) -> dict[str, Any]:
    """A finding."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "edition": finding.edition,
        "items": list(finding.items),
        "message": finding.message,
        "quote": finding.quote,
        "source": _place(finding.source),
        "id": finding.id,
        "fix": _fix(finding.fix),
    }


def _suppressed(finding: Finding) -> dict[str, Any]:
    suppression = finding.suppression
    return {
        **data_of_finding(finding),
        "suppression": {
            "reason": suppression.reason if suppression else "",
            "source": _place(suppression.place) if suppression else None,
        },
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {"path": place.path, "line": place.line, "column": place.column or None}


def _fix(fix: Fix | None) -> dict[str, Any] | None:
    if fix is None:
        return None
    return {
        "title": fix.title,
        "safe": fix.safe,
        "replacements": [
            {"source": _place(each.place), "old": each.old, "new": each.new}
            for each in fix.replacements
        ],
        "deletions": list(fix.deletions),
        "additions": list(fix.additions),
    }


def data_of_rules(book: RuleBook) -> dict[str, Any]:
    """Some rules in full."""
    return {
        "schema": f"{SCHEMAS}/rules/1",
        "rules": [
            {
                "name": card.name,
                "about": card.subject.value,
                "severity": card.severity.value,
                "since": card.since,
                "groups": list(card.groups),
                "aliases": list(card.aliases),
                "summary": card.summary,
                "documentation": card.documentation,
            }
            for card in book.cards
        ],
    }


def _data_of_accounts(result: Accounts) -> dict[str, Any]:
    return {
        "schema": f"{SCHEMAS}/verify/1",
        "accounts": [
            {
                "edition": account.edition.id,
                "complete": account.complete,
                "share": account.share,
                "unit": account.unit.value,
                "words": account.words,
                "accounted": account.accounted,
                "shares": dict(account.shares) or None,
                "gaps": [
                    {
                        "kind": gap.kind.value,
                        "page": gap.page or None,
                        "line": gap.line or None,
                        "owner": gap.owner,
                        "words": list(gap.words),
                    }
                    for gap in account.gaps
                ],
            }
            for account in result.accounts
        ],
    }


data = by_type(
    {
        Report: data_of_report,
        RuleBook: data_of_rules,
        Accounts: _data_of_accounts,
    }
)
