"""The concept-level diff of stored editions as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from guidegraph.model.concepts import (
    ConceptChange,
    ConceptDiff,
    ConceptEdit,
    ConceptFacet,
    ConceptName,
    ConceptValue,
)
from guidegraph.render.data.changes import SCHEMAS
from guidegraph.render.format import by_type


__all__ = ["data", "data_of_concept_change", "data_of_concept_counts", "data_of_concepts"]


def data_of_concepts(diff: ConceptDiff) -> dict[str, Any]:
    """How concepts differ, and where each differing triple is accounted for."""
    return {
        "schema": f"{SCHEMAS}/concepts/1",
        "old": diff.old,
        "new": diff.new,
        **data_of_concept_counts(diff),
        "changes": [data_of_concept_change(change) for change in diff.changes],
        "others": [data_of_concept_change(change) for change in diff.others],
    }


def data_of_concept_counts(diff: ConceptDiff) -> dict[str, Any]:
    """The counts of a diff of concepts, and what holds for many of them."""
    account, undecided = diff.account, diff.undecided
    return {
        "summary": {
            "old_concepts": diff.old_concepts,
            "new_concepts": diff.new_concepts,
            "unchanged": diff.unchanged,
            **{facet.value: diff.counts.get(facet, 0) for facet in ConceptFacet},
        },
        "renamings": [
            {"before": each.before, "after": each.after, "concepts": each.concepts}
            for each in diff.renamings
        ],
        "aligned_by": diff.aligned_by.value if diff.aligned_by else None,
        "triples": {
            "removed": account.removed,
            "added": account.added,
            "renamed": account.renamed,
            "concepts": account.concepts,
            "elsewhere": account.elsewhere,
        },
        "undecided": {
            "removed": undecided.removed,
            "added": undecided.added,
            "subjects": [_name(name) for name in undecided.subjects],
        },
        "repeated": [
            {
                "facet": each.facet.value,
                "property": each.property,
                "language": each.language,
                "removes": each.removes,
                "adds": each.adds,
                "concepts": each.concepts,
            }
            for each in diff.repeated()
        ],
    }


def data_of_concept_change(change: ConceptChange) -> dict[str, Any]:
    """How one concept differs."""
    return {
        "old": _name(change.old),
        "new": _name(change.new),
        "facets": [facet.value for facet in change.facets],
        "match": change.match.value,
        "confidence": round(change.confidence, 4),
        "successors": [_name(name) for name in change.successors],
        "triples": {"removed": change.triples_removed, "added": change.triples_added},
        "edits": [_edit(edit) for edit in change.edits],
    }


def _edit(edit: ConceptEdit) -> dict[str, Any]:
    return {
        "facet": edit.facet.value,
        "property": edit.property,
        "language": edit.language,
        "before": _values(edit.before),
        "after": _values(edit.after),
    }


def _values(values: Sequence[ConceptValue]) -> list[dict[str, Any]]:
    return [
        {"iri": value.text, "label": value.name}
        if value.resource
        else {"text": value.text, "datatype": value.datatype}
        for value in values
    ]


def _name(name: ConceptName | None) -> dict[str, Any] | None:
    if name is None:
        return None
    return {"iri": name.iri, "label": name.label, "notation": name.notation}


data = by_type({ConceptDiff: data_of_concepts})
