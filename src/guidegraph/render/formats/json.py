"""
Results as JSON, by the contracts in `docs/schema/`.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import singledispatch
from typing import Any

from guidegraph.model.accounting import Account
from guidegraph.model.catalogue import Catalogue
from guidegraph.model.changes import Change, Comparison, Ref, Relation
from guidegraph.model.edition import Edition, Excerpt, Item
from guidegraph.render.renderer import Page


__all__ = ["render"]

_SCHEMAS = "https://w3id.org/guidegraph/schema"


def render(result: object, page: Page) -> str:  # noqa: ARG001 - every format has a page
    """
    A result as JSON, indented, ending with a line end.
    """
    return json.dumps(_data(result), ensure_ascii=False, indent=2) + "\n"


@singledispatch
def _data(result: object) -> dict[str, Any]:
    raise TypeError(f"no JSON for a {type(result).__name__}")


@_data.register
def _(result: Catalogue) -> dict[str, Any]:
    return {
        "schema": f"{_SCHEMAS}/editions/1",
        "title": result.title,
        "base": result.base,
        "editions": [
            {
                "edition": edition.id,
                "iri": edition.iri,
                "type": edition.type,
                "title": edition.title,
                "issued": edition.issued,
                "items": len(edition.items),
                "types": dict(sorted(Counter(item.type for item in edition.items).items())),
            }
            for edition in result.editions
        ],
    }


@_data.register
def _(result: Excerpt) -> dict[str, Any]:
    edition = result.edition
    return {
        "schema": f"{_SCHEMAS}/show/1",
        "edition": edition.id,
        "iri": edition.iri,
        "title": edition.title,
        "issued": edition.issued,
        "language": edition.language,
        "items": [_item(edition, item) for item in result.items],
    }


def _item(edition: Edition, item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "iri": edition.iri_of(item.id),
        "type": item.type,
        "notation": item.notation,
        "marker": item.marker,
        "label": item.label,
        "pref_label": item.pref_label,
        "alt_labels": list(item.alt_labels),
        "text": item.text,
        "parent": item.parent,
        "position": item.position,
        "terms": list(edition.terms.get(item.id, ())),
        "notes": [{"mark": note.mark, "text": note.text} for note in item.notes],
        "links": [{"words": link.words, "target": link.target} for link in item.links],
        "associations": [
            {"type": link.type, "edition": link.edition or edition.id, "id": link.destination}
            for link in edition.links_from.get(item.id, ())
        ],
        "lineage": item.lineage,
    }


@_data.register
def _(result: Comparison) -> dict[str, Any]:
    changes = result.changes
    counts = Counter(change.relation for change in changes.changes)
    audit = changes.audit
    return {
        "schema": f"{_SCHEMAS}/diff/1",
        "old": list(changes.old),
        "new": changes.new,
        "changes": [_change(change) for change in changes.changes],
        "unchanged": [{"old": _ref(pair.old), "new": _ref(pair.new)} for pair in changes.unchanged],
        "summary": {relation.value: counts[relation] for relation in Relation},
        "audit": {
            "old_items": audit.old_items,
            "new_items": audit.new_items,
            "unexplained": [_ref(ref) for ref in audit.unexplained],
        },
        "omitted": changes.omitted,
    }


def _change(change: Change) -> dict[str, Any]:
    verdict = change.verdict
    return {
        "id": change.id,
        "relation": change.relation.value,
        "facets": [facet.value for facet in change.facets],
        "wording": verdict.wording.value if verdict else None,
        "aspects": [aspect.value for aspect in verdict.aspects] if verdict else [],
        "direction": verdict.direction.value if verdict and verdict.direction else None,
        "reasons": list(verdict.reasons) if verdict else [],
        "old": [_ref(ref) for ref in change.old],
        "new": [_ref(ref) for ref in change.new],
        "duplicate_of": _ref(change.duplicate_of) if change.duplicate_of else None,
        "confidence": round(change.confidence, 4),
        "evidence": {name: round(value, 4) for name, value in sorted(change.evidence.items())},
        "words": [{"op": edit.op.value, "text": edit.text} for edit in change.words],
        "label_words": [{"op": edit.op.value, "text": edit.text} for edit in change.label_words],
        "links": [
            {"op": edit.op.value, "type": edit.type, "target": edit.target} for edit in change.links
        ],
    }


def _ref(ref: Ref) -> dict[str, str]:
    return {"edition": ref.edition, "id": ref.id}


@_data.register(tuple)
def _(result: tuple[Account, ...]) -> dict[str, Any]:
    return {
        "schema": f"{_SCHEMAS}/verify/1",
        "accounts": [
            {
                "edition": account.edition.id,
                "complete": account.complete,
                "share": account.share,
                "words": account.words,
                "accounted": account.accounted,
                "gaps": [
                    {
                        "kind": gap.kind.value,
                        "line": gap.line,
                        "owner": gap.owner,
                        "words": list(gap.words),
                    }
                    for gap in account.gaps
                ],
            }
            for account in result
        ],
    }
