"""Diffs as plain data, by the contract of `docs/schema/diff.schema.json`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from guidegraph.model.alignment import Confirmation
from guidegraph.model.changes import (
    Atoms,
    Audit,
    Change,
    ChangeSet,
    Comparison,
    IdentifierUse,
    PropertyEdit,
    Ref,
    Relation,
    WordEdit,
)
from guidegraph.model.explanation import Explanation
from guidegraph.model.review import Decision
from guidegraph.render.data import SCHEMAS
from guidegraph.render.format import by_type


if TYPE_CHECKING:
    from guidegraph.render.details import Details


__all__ = [
    "SCHEMAS",
    "data",
    "data_of_audit",
    "data_of_change",
    "data_of_comparison",
    "data_of_decision",
    "data_of_identifiers",
    "data_of_property",
    "data_of_ref",
    "data_of_summary",
    "data_of_words",
]


def data_of_comparison(comparison: Comparison) -> dict[str, Any]:
    """A whole diff."""
    from guidegraph.render.details import Details

    changes = comparison.changes
    details = Details(comparison, everything=True)
    return {
        "schema": f"{SCHEMAS}/diff/1",
        "old": list(changes.old),
        "new": changes.new,
        "changes": [data_of_change(change, details) for change in changes.changes],
        "properties": [data_of_property(edit) for edit in changes.properties],
        "identifiers": [data_of_identifiers(use, details) for use in changes.identifiers],
        "unchanged": [
            {"old": _item(pair.old, details, old=True), "new": _item(pair.new, details, old=False)}
            for pair in changes.unchanged
        ],
        "summary": data_of_summary(changes),
        "audit": data_of_audit(changes.audit),
        "omitted": len(changes.hidden),
    }


def data_of_summary(changes: ChangeSet) -> dict[str, int]:
    """How many changes there are of each relation."""
    counts = Counter(change.relation for change in changes.changes)
    return {relation.value: counts[relation] for relation in Relation}


def data_of_audit(audit: Audit) -> dict[str, Any]:
    """The audit: the proof that nothing was left out."""
    return {
        "old_items": audit.old_items,
        "new_items": audit.new_items,
        "unexplained": [data_of_ref(ref) for ref in audit.unexplained],
        "atoms": None if audit.atoms is None else _data_of_atoms(audit.atoms),
    }


def _data_of_atoms(atoms: Atoms) -> dict[str, Any]:
    return {
        "old": atoms.old,
        "new": atoms.new,
        "compared": atoms.compared,
        "equal": atoms.equal,
        "different": atoms.different,
        "not_compared": atoms.not_compared,
        "why": atoms.why or None,
    }


def data_of_property(edit: PropertyEdit) -> dict[str, Any]:
    """A property with another value, and what it is said of where that is no item."""
    return {
        "name": edit.name,
        "language": edit.language,
        "old": edit.old,
        "new": edit.new,
        "about": edit.about or None,
    }


def data_of_identifiers(use: IdentifierUse, details: Details) -> dict[str, Any]:
    """How far shared identifiers were followed, and where the words say something else."""
    return {
        "old": use.old,
        "shared": use.shared,
        "agreeing": use.agreeing,
        "deciding": use.deciding,
        "disagreements": [
            {
                "old": _item(each.old, details, old=True),
                "new": _item(each.new, details, old=False),
                "later": _item(each.later, details, old=False) if each.later else None,
                "earlier": _item(each.earlier, details, old=True) if each.earlier else None,
                "decided": each.decided,
            }
            for each in use.disagreements
        ],
    }


def data_of_decision(decision: Decision | None) -> dict[str, Any] | None:
    """A decision about a change, if there is one."""
    if decision is None:
        return None
    return {
        "change": decision.change,
        "decision": decision.state.value,
        "reviewer": decision.reviewer,
        "date": decision.date,
        "reason": decision.reason,
        "rationale": decision.rationale,
        "link": decision.link,
        "class": decision.wording.value if decision.wording else None,
        "into": [data_of_ref(ref) for ref in decision.into],
        "old": [data_of_ref(ref) for ref in decision.old],
        "new": [data_of_ref(ref) for ref in decision.new],
        "about": decision.about,
    }


def data_of_change(change: Change, details: Details | None = None) -> dict[str, Any]:
    """
    One change; with its running number, the IRIs of its items, what they replace and what was
    decided, where the diff is known.
    """
    verdict, twin = change.verdict, change.duplicate_of
    replaces = details.replaces if details else {}
    decisions = details.comparison.decisions if details else {}
    stale = details.comparison.stale if details else {}
    return {
        "id": change.id,
        "number": details.running[change.id] if details else None,
        "relation": change.relation.value,
        "facets": [facet.value for facet in change.facets],
        "wording": verdict.wording.value if verdict else None,
        "aspects": [aspect.value for aspect in verdict.aspects] if verdict else [],
        "direction": verdict.direction.value if verdict and verdict.direction else None,
        "directions": [way.value for way in verdict.directions] if verdict else [],
        "weight": round(change.weight, 4),
        "unsure": bool(verdict and verdict.unsure),
        "reasons": list(verdict.reasons) if verdict else [],
        "old": [_item(ref, details, old=True) for ref in change.old],
        "new": [_item(ref, details, old=False) for ref in change.new],
        "duplicate_of": _item(twin, details, old=False) if twin else None,
        "confidence": round(change.confidence, 4),
        "certainty": change.certainty.value,
        "evidence": {name: round(value, 4) for name, value in sorted(change.evidence.items())},
        "confirmed": _confirmed(details.confirmation(change)) if details else None,
        "words": data_of_words(change.words),
        "label_words": data_of_words(change.label_words),
        "links": [
            {"op": edit.op.value, "type": edit.type, "target": edit.target} for edit in change.links
        ],
        "properties": [data_of_property(edit) for edit in change.properties],
        "replaced_by": list(change.replaced_by),
        "replaces": [
            *(ref.id for ref in change.replaces),
            *(old.id for ref in change.new for old in replaces.get(ref.id, ())),
        ],
        "closest": {
            "item": _item(change.closest.ref, details, old=change.relation is Relation.ADDED),
            "likeness": round(change.closest.likeness, 4),
        }
        if change.closest
        else None,
        "sentences": [
            {
                "text": each.text,
                "from": _item(each.old, details, old=True),
                "to": _item(each.new, details, old=False),
            }
            for each in change.sentences
        ],
        "coverage": {
            "whole": round(change.coverage.whole, 4),
            "parts": [round(part, 4) for part in change.coverage.parts],
        }
        if change.coverage
        else None,
        "found": verdict.found.value if verdict and verdict.found else None,
        "decision": data_of_decision(decisions.get(change.id)),
        "stale": data_of_decision(stale.get(change.id)),
    }


def _confirmed(confirmation: Confirmation | None) -> dict[str, Any] | None:
    if confirmation is None:
        return None
    return {
        "by": list(confirmation.reviewers),
        "rows": [{"path": row.path, "line": row.line} for row in confirmation.rows],
    }


def _item(ref: Ref, details: Details | None, *, old: bool) -> dict[str, str]:
    """Where an item is, with its IRI where the diff is known."""
    iri = {} if details is None else {"iri": details.edition_of(ref, old=old).iri_of(ref.id)}
    return {**data_of_ref(ref), **iri}


def data_of_words(edits: Sequence[WordEdit]) -> list[dict[str, str]]:
    """What of a text was kept, removed and added."""
    return [{"op": edit.op.value, "text": edit.text} for edit in edits]


def data_of_ref(ref: Ref) -> dict[str, str]:
    """Where an item is: its edition and id."""
    return {"edition": ref.edition, "id": ref.id}


def _data_of_explanation(result: Explanation) -> dict[str, Any]:
    return {
        "schema": f"{SCHEMAS}/explain/1",
        "item": data_of_ref(result.ref),
        "reason": result.reason,
        "candidates": [
            {
                "item": data_of_ref(candidate.ref),
                "chosen": candidate.chosen,
                "score": round(candidate.score, 4),
                "features": {
                    name: round(value, 4) for name, value in sorted(candidate.features.items())
                },
            }
            for candidate in result.candidates
        ],
    }


data = by_type(
    {
        Comparison: data_of_comparison,
        Explanation: _data_of_explanation,
    }
)
