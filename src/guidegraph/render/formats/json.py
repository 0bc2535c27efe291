"""
Results as JSON, by the contracts in `docs/schema/`.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import singledispatch
from typing import Any

from guidegraph.model.accounting import Account
from guidegraph.model.answer import Solutions, Statements, Verdict
from guidegraph.model.catalogue import Catalogue
from guidegraph.model.changes import Comparison
from guidegraph.model.comments import CommentRegister
from guidegraph.model.course import Impact, Migrations
from guidegraph.model.coverage import CoverageReport
from guidegraph.model.crosswalk import CrosswalkReport
from guidegraph.model.drift import DriftReport, Suggestions
from guidegraph.model.edition import Edition, Excerpt, Item
from guidegraph.model.explanation import Explanation
from guidegraph.model.history import Biography, Blame
from guidegraph.model.hits import Hits
from guidegraph.model.relations import EditionMap, Relatedness, Route
from guidegraph.model.report import Report, RuleBook
from guidegraph.model.review import Review
from guidegraph.model.ripple import Ripple
from guidegraph.query.named import NamedQueries
from guidegraph.render.data.answer import (
    data_of_queries,
    data_of_solutions,
    no_data_of_statements,
)
from guidegraph.render.data.comparison import SCHEMAS, data_of_comparison
from guidegraph.render.data.course import (
    data_of_comments,
    data_of_coverage,
    data_of_drift,
    data_of_impact,
    data_of_migrations,
    data_of_ripple,
    data_of_suggestions,
)
from guidegraph.render.data.history import data_of_biography, data_of_blame
from guidegraph.render.data.relations import (
    data_of_hits,
    data_of_map,
    data_of_relatedness,
    data_of_route,
)
from guidegraph.render.data.report import data_of_report, data_of_rules
from guidegraph.render.data.review import data_of_crosswalk, data_of_review
from guidegraph.render.renderer import Page


__all__ = ["render"]


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
        "schema": f"{SCHEMAS}/editions/1",
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
        "schema": f"{SCHEMAS}/show/1",
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


_data.register(Solutions)(data_of_solutions)
_data.register(Verdict)(data_of_solutions)
_data.register(Statements)(no_data_of_statements)
_data.register(NamedQueries)(data_of_queries)
_data.register(Hits)(data_of_hits)
_data.register(Relatedness)(data_of_relatedness)
_data.register(Route)(data_of_route)
_data.register(EditionMap)(data_of_map)
_data.register(Comparison)(data_of_comparison)
_data.register(Biography)(data_of_biography)
_data.register(Blame)(data_of_blame)
_data.register(Review)(data_of_review)
_data.register(CrosswalkReport)(data_of_crosswalk)
_data.register(CoverageReport)(data_of_coverage)
_data.register(Impact)(data_of_impact)
_data.register(Migrations)(data_of_migrations)
_data.register(DriftReport)(data_of_drift)
_data.register(Suggestions)(data_of_suggestions)
_data.register(Ripple)(data_of_ripple)
_data.register(CommentRegister)(data_of_comments)
_data.register(Report)(data_of_report)
_data.register(RuleBook)(data_of_rules)


@_data.register
def _(result: Explanation) -> dict[str, Any]:
    return {
        "schema": f"{SCHEMAS}/explain/1",
        "item": {"edition": result.ref.edition, "id": result.ref.id},
        "reason": result.reason,
        "candidates": [
            {
                "item": {"edition": candidate.ref.edition, "id": candidate.ref.id},
                "chosen": candidate.chosen,
                "score": round(candidate.score, 4),
                "features": {
                    name: round(value, 4) for name, value in sorted(candidate.features.items())
                },
            }
            for candidate in result.candidates
        ],
    }


@_data.register(tuple)
def _(result: tuple[Account, ...]) -> dict[str, Any]:
    return {
        "schema": f"{SCHEMAS}/verify/1",
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
