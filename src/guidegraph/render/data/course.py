"""Courses as plain data: coverage, impact, migrations, drift, links, ripples, comments."""

from __future__ import annotations

from typing import Any

from guidegraph.model.comments import CommentRegister
from guidegraph.model.course import (
    CourseLink,
    CourseMap,
    FoundBy,
    Impact,
    LinkOutcome,
    LinkType,
    Migration,
    Migrations,
)
from guidegraph.model.coverage import Coverage, CoverageCell, CoverageReport
from guidegraph.model.drift import DriftReport, Suggestions, TermCount
from guidegraph.model.edition import Item
from guidegraph.model.ripple import Ripple
from guidegraph.render.data.changes import SCHEMAS, data_of_ref, data_of_words
from guidegraph.render.format import by_type


__all__ = [
    "data",
    "data_of_comments",
    "data_of_coverage",
    "data_of_drift",
    "data_of_impact",
    "data_of_migrations",
    "data_of_ripple",
    "data_of_suggestions",
]


def data_of_coverage(report: CoverageReport) -> dict[str, Any]:
    """A coverage, and the one before."""
    return {
        "schema": f"{SCHEMAS}/coverage/1",
        "course": report.now.course.id,
        **_coverage(report.now),
        "before": None if report.before is None else _coverage(report.before),
        "map": _map(report.map),
    }


def _map(course_map: CourseMap) -> dict[str, Any]:
    """How the statements of a map were found."""
    return {
        "found_by": {how.value: len(course_map.found_by(how)) for how in FoundBy},
        "rows": [
            {
                "line": link.line,
                "statement": link.mapped or link.statement,
                "item": data_of_ref(link.item),
                "quote": link.quote,
                "found_by": link.found_by.value,
                "now": [
                    *([link.statement] if link in course_map.links else []),
                    *(link.candidates if link.found_by is not FoundBy.NOTHING else ()),
                ],
            }
            for link in course_map.found_by(
                *(how for how in FoundBy if how not in (FoundBy.QUOTE, FoundBy.NUMBER))
            )
        ],
    }


def _coverage(coverage: Coverage) -> dict[str, Any]:
    return {
        "edition": coverage.edition.id,
        "shares": [
            {"type": share.type, "covered": share.covered, "total": share.total}
            for share in coverage.shares()
        ],
        "depths": {how.value: count for how, count in coverage.depths().items()},
        "statements": {"linked": coverage.linked, "total": coverage.statements},
        "matrix": [
            {
                "module": module,
                "value": group,
                "links": {how.value: count for how, count in cell.links.items()},
                "items": cell.items,
                "counts": _counts(cell),
            }
            for (module, group), cell in sorted(coverage.cells.items())
        ],
        "modules": [
            {"id": id_, "name": name, **_total(coverage.of_modules.get(id_))}
            for id_, name in coverage.modules
        ],
        "values": [
            {"id": group.id, "name": group.name, **_total(coverage.of_groups.get(group.id))}
            for group in coverage.groups
        ],
        "total": _total(coverage.total),
        "columns": [
            {
                "name": column.name,
                "source": column.source.value,
                "different": column.different,
                "values": list(column.values),
                "total": dict(column.total),
                "modules": {id_: dict(counts) for id_, counts in column.modules.items()},
                "items": {id_: dict(counts) for id_, counts in column.items.items()},
            }
            for column in coverage.columns
        ],
        "items": [
            {
                "id": entry.item.id,
                "type": entry.item.type,
                "value": entry.group or None,
                "depth": entry.depth.value if entry.depth else None,
                "by_parts": entry.below,
                "taught": entry.statements(LinkType.TEACHES),
                "assessed": entry.statements(LinkType.ASSESSES),
                "mentioned": entry.statements(LinkType.MENTIONS),
                "links": [
                    {
                        "statement": reference.link.statement,
                        "how": reference.link.how.value,
                        "made_to": data_of_ref(reference.link.item),
                        "status": reference.status.value if reference.status else None,
                    }
                    for reference in entry.references
                ],
            }
            for entry in coverage.items
        ],
        "gaps": [entry.item.id for entry in coverage.gaps],
        "overlaps": [entry.item.id for entry in coverage.overlaps],
        "taught_not_assessed": [entry.item.id for entry in coverage.taught_only],
        "assessed_not_taught": [entry.item.id for entry in coverage.assessed_only],
        "beside": [entry.item.id for entry in coverage.beside],
        "lost": [_link(link) for link in coverage.lost],
        "open": [_link(link) for link in coverage.open],
    }


def _counts(cell: CoverageCell) -> dict[str, int]:
    return {how.value: count for how, count in cell.counts.items()}


def _total(cell: CoverageCell | None) -> dict[str, Any]:
    """The items of a row, a column, or of all, each counted once."""
    return {"items": cell.items if cell else 0, "counts": _counts(cell) if cell else {}}


def data_of_impact(impact: Impact) -> dict[str, Any]:
    """What a new edition means for a course."""
    return {
        "schema": f"{SCHEMAS}/impact/1",
        "course": impact.course.id,
        "old": [edition.id for edition in impact.old],
        "new": impact.new.id,
        "summary": {status.value: count for status, count in impact.counts().items()},
        "links": [{**_link(entry.link), **_outcome(entry.outcome)} for entry in impact.links],
        "elsewhere": [_link(link) for link in impact.elsewhere],
        "uncovered": [_item(item) for item in impact.uncovered],
        "map": _map(impact.map),
    }


def data_of_migrations(result: Migrations) -> dict[str, Any]:
    """What migrations did, table by table."""
    return {
        "schema": f"{SCHEMAS}/migrate/1",
        "migrations": [_migration(one) for one in result.migrations],
    }


def _migration(migration: Migration) -> dict[str, Any]:
    statements = migration.statements
    return {
        "map": migration.path,
        "old": list(migration.old),
        "new": migration.new,
        "links": migration.linked,
        "elsewhere": migration.elsewhere,
        "accepted": migration.accepted,
        "summary": {status.value: count for status, count in migration.counts().items()},
        "rows": [
            {"line": row.line, "item": data_of_ref(row.item), **_outcome(row.outcome)}
            for row in migration.rows
            if row.item and row.outcome
        ],
        "statements": None if statements is None else _migration(statements),
    }


def data_of_drift(report: DriftReport) -> dict[str, Any]:
    """How the words of a course differ from those of a guideline."""
    return {
        "schema": f"{SCHEMAS}/drift/1",
        "course": report.course.id,
        "edition": report.edition.id,
        "foreign": [_count(count) for count in report.foreign],
        "absent": [_count(count) for count in report.absent],
        "names": [_count(count) for count in report.names],
        "statements": [
            {
                **_link(drift.link),
                "target": drift.item.id,
                "kept": round(drift.kept, 4),
                "own": round(drift.own, 4),
                "shared": list(drift.shared),
                "missing": list(drift.missing),
                "foreign": list(drift.foreign),
                "added": list(drift.added),
            }
            for drift in report.drifts
        ],
    }


def data_of_suggestions(suggestions: Suggestions) -> dict[str, Any]:
    """Links that a person may confirm."""
    return {
        "schema": f"{SCHEMAS}/suggest-map/1",
        "course": suggestions.course.id,
        "edition": suggestions.edition.id,
        "refused": suggestions.refused,
        "links": [
            {
                "statement": link.statement,
                "item": link.item,
                "how": link.how.value,
                "confidence": link.confidence,
                "why": link.why,
                "shared": list(link.shared),
                "quote": link.quote,
                "item_quote": link.item_quote,
                "known": link.known,
            }
            for link in suggestions.links
        ],
    }


def data_of_ripple(ripple: Ripple) -> dict[str, Any]:
    """What a changed definition affects."""
    change = ripple.change
    return {
        "schema": f"{SCHEMAS}/ripple/1",
        "old": None if ripple.old is None else {"edition": ripple.old_edition, "id": ripple.old.id},
        "new": None if ripple.new is None else {"edition": ripple.new_edition, "id": ripple.new.id},
        "change": change.id if change else None,
        "wording": change.verdict.wording.value if change and change.verdict else None,
        "words": data_of_words(change.words) if change else [],
        "uses": [
            {
                **data_of_ref(use.ref),
                "type": use.item.type,
                "consequence": use.consequence.name.lower(),
                "marked": use.marked,
                "times": use.times,
                "names": list(use.names),
                "changed": list(use.changed),
                "quote": use.quote,
            }
            for use in ripple.uses
        ],
    }


def data_of_comments(register: CommentRegister) -> dict[str, Any]:
    """Comments and what was decided about them."""
    return {
        "schema": f"{SCHEMAS}/comments/1",
        "edition": register.edition.id,
        "comments": [
            {
                "id": comment.id,
                "items": list(comment.targets),
                "comment": comment.body,
                "motivation": comment.motivation.value,
                "proposed": comment.proposed,
                "status": comment.status.value,
                "disposition": comment.disposition.value if comment.disposition else None,
                "reason": comment.reason,
                "observation": comment.observation,
                "member": comment.member,
                "type": comment.type.value if comment.type else None,
                "clause": comment.clause,
                "paragraph": comment.paragraph,
                "line": comment.line_number,
                "quote": comment.quote,
                "date": comment.date,
                "reply_to": comment.reply_to,
                "attached_by": comment.attached_by.value,
                "warnings": list(comment.warnings),
                "carried_from": comment.carried_from,
                "places": [
                    {
                        "item": place.item,
                        "clause": place.clause,
                        "outcome": place.outcome,
                        "new": list(place.new),
                        "words": place.words,
                        "below": dict(place.below),
                    }
                    for place in comment.places
                ],
                "now_there": list(comment.now_there),
            }
            for comment in register.comments
        ],
        "left_out": [
            {"line": row.line, "why": row.why, "words": row.words} for row in register.left_out
        ],
    }


def _link(link: CourseLink) -> dict[str, Any]:
    return {"statement": link.statement, "how": link.how.value, "item": data_of_ref(link.item)}


def _outcome(outcome: LinkOutcome) -> dict[str, Any]:
    change = outcome.change
    verdict = change.verdict if change else None
    return {
        "status": outcome.status.value,
        "new": [data_of_ref(ref) for ref in outcome.new],
        "nearest": data_of_ref(outcome.nearest) if outcome.nearest else None,
        "change": change.id if change else None,
        "wording": verdict.wording.value if verdict else None,
        "reasons": list(outcome.reasons),
        "words": data_of_words(change.words) if change else [],
        "label_words": data_of_words(change.label_words) if change else [],
    }


def _count(count: TermCount) -> dict[str, Any]:
    return {"term": count.term, "course": count.course, "edition": count.edition}


def _item(item: Item) -> dict[str, Any]:
    return {"id": item.id, "type": item.type, "name": item.name, "text": item.text}


data = by_type(
    {
        Impact: data_of_impact,
        Migrations: data_of_migrations,
        CoverageReport: data_of_coverage,
        DriftReport: data_of_drift,
        Suggestions: data_of_suggestions,
        Ripple: data_of_ripple,
        CommentRegister: data_of_comments,
    }
)
