"""Reviews, crosswalks, and the history of items and wordings as plain data."""

from __future__ import annotations

from collections import Counter
from typing import Any

from guidegraph.model.crosswalk import CrosswalkReport
from guidegraph.model.findings import Severity
from guidegraph.model.history import Blame, Event, ItemHistory, ItemVersion
from guidegraph.model.merge import Merge
from guidegraph.model.review import Review, State
from guidegraph.render.data.changes import (
    SCHEMAS,
    data_of_change,
    data_of_decision,
    data_of_ref,
)
from guidegraph.render.format import by_type


__all__ = [
    "data",
    "data_of_blame",
    "data_of_crosswalk",
    "data_of_item_history",
    "data_of_merge",
    "data_of_review",
]


def data_of_review(review: Review) -> dict[str, Any]:
    """The changes with their decisions."""
    from guidegraph.render.details import Details

    counts = Counter(reviewed.state for reviewed in review.changes)
    changes = review.comparison.changes
    details = Details(review.comparison, everything=True)
    return {
        "schema": f"{SCHEMAS}/review/1",
        "old": list(changes.old),
        "new": changes.new,
        "summary": {state.value: counts[state] for state in State},
        "changes": [
            {
                "state": reviewed.state.value,
                "decision": data_of_decision(reviewed.decision),
                "change": data_of_change(reviewed.change, details),
            }
            for reviewed in review.changes
        ],
        "obsolete": [data_of_decision(decision) for decision in review.obsolete],
        "pairings": [
            {
                "id": pairing.id,
                "old": [data_of_ref(ref) for ref in pairing.old],
                "new": [data_of_ref(ref) for ref in pairing.new],
                "reviewer": pairing.reviewer,
                "date": pairing.date,
                "reason": pairing.reason,
                "rationale": pairing.rationale,
                "link": pairing.link,
            }
            for pairing in review.pairings
        ],
    }


def data_of_crosswalk(report: CrosswalkReport) -> dict[str, Any]:
    """The findings about a crosswalk."""
    counts = Counter(finding.severity for finding in report.findings)
    return {
        "schema": f"{SCHEMAS}/lint-mapping/1",
        "path": report.path,
        "old": list(report.old),
        "new": report.new,
        "claims": report.rows,
        "summary": {severity.value: counts[severity] for severity in Severity},
        "findings": [
            {
                "rule": finding.rule,
                "severity": finding.severity.value,
                "edition": finding.edition,
                "items": list(finding.items),
                "message": finding.message,
                "quote": finding.quote,
                "source": (
                    {"path": finding.source.path, "line": finding.source.line}
                    if finding.source
                    else None
                ),
                "id": finding.id,
                "fix": None,
            }
            for finding in report.findings
        ],
    }


def data_of_item_history(history: ItemHistory) -> dict[str, Any]:
    """The history of an item."""
    return {
        "schema": f"{SCHEMAS}/log/1",
        "item": _version(history.item),
        "lineage": history.lineage,
        "events": [_event(event) for event in history.events],
    }


def data_of_blame(blame: Blame) -> dict[str, Any]:
    """Where the wording of an edition comes from."""
    return {
        "schema": f"{SCHEMAS}/blame/1",
        "edition": blame.edition,
        "items": [
            {
                **_version(entry.item),
                "since": entry.since,
                "previous": [_version(version) for version in entry.previous],
                "runs": [{"edition": run.edition, "text": run.text} for run in entry.runs],
            }
            for entry in blame.items
        ],
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "kind": event.kind.value,
        "edition": event.edition,
        "issued": event.issued,
        "before": event.before,
        "old": [_version(version) for version in event.old],
        "new": [_version(version) for version in event.new],
        "change": data_of_change(event.change) if event.change else None,
    }


def _version(version: ItemVersion) -> dict[str, Any]:
    return {
        "edition": version.ref.edition,
        "id": version.ref.id,
        "name": version.name,
        "notation": version.notation,
        "text": version.text,
    }


def data_of_merge(merge: Merge) -> dict[str, Any]:
    """How many items were taken from where, and the conflicts."""
    return {
        "schema": f"{SCHEMAS}/merge/1",
        "base": merge.base,
        "ours": merge.ours,
        "theirs": merge.theirs,
        "summary": {
            "items": len(merge.edition.items),
            "ours": merge.from_ours,
            "theirs": merge.from_theirs,
            "both": merge.both,
            "conflicts": len(merge.conflicts),
        },
        "conflicts": [
            {
                "kind": conflict.kind.value,
                "item": conflict.item or None,
                "aspect": conflict.aspect,
                "base": conflict.base,
                "ours": conflict.ours,
                "theirs": conflict.theirs,
                "kept": conflict.kept.value,
            }
            for conflict in merge.conflicts
        ],
    }


data = by_type(
    {
        CrosswalkReport: data_of_crosswalk,
        Review: data_of_review,
        ItemHistory: data_of_item_history,
        Blame: data_of_blame,
        Merge: data_of_merge,
    }
)
