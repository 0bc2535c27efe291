"""Search results and relations as JSON."""

from __future__ import annotations

from typing import Any

from guidegraph.model.changes import Ref
from guidegraph.model.hits import Hits
from guidegraph.model.relations import EditionMap, Relatedness, Route
from guidegraph.render.data.changes import SCHEMAS
from guidegraph.render.renderer import by_type


__all__ = ["data", "data_of_hits", "data_of_map", "data_of_relatedness", "data_of_route"]


def data_of_hits(hits: Hits) -> dict[str, Any]:
    """The items found, the best first."""
    return {
        "schema": f"{SCHEMAS}/search/1",
        "words": hits.words,
        "total": hits.total,
        "hits": [
            {
                "item": _ref(hit.ref),
                "type": hit.type,
                "score": hit.score,
                "text": hit.text,
                "marks": [list(mark) for mark in hit.marks],
            }
            for hit in hits.hits
        ],
    }


def data_of_relatedness(found: Relatedness) -> dict[str, Any]:
    """The related items, the closest first."""
    return {
        "schema": f"{SCHEMAS}/related/1",
        "item": _ref(found.ref),
        "related": [
            {
                "item": _ref(relative.ref),
                "type": relative.type,
                "name": relative.name,
                "text": relative.text,
                "score": relative.score,
                "reasons": [
                    {"why": reason.why.value, "detail": reason.detail, "weight": reason.weight}
                    for reason in relative.reasons
                ],
            }
            for relative in found.relatives
        ],
    }


def data_of_route(route: Route) -> dict[str, Any]:
    """The steps of a way, in order."""
    return {
        "schema": f"{SCHEMAS}/path/1",
        "from": _ref(route.origin),
        "to": _ref(route.destination),
        "steps": [
            {
                "from": _ref(step.origin),
                "why": step.why.value,
                "detail": step.detail,
                "to": _ref(step.destination),
                "name": step.name,
                "text": step.text,
            }
            for step in route.steps
        ],
    }


def data_of_map(found: EditionMap) -> dict[str, Any]:
    """The parts of an edition with their measures, and the clusters."""
    return {
        "schema": f"{SCHEMAS}/map/1",
        "edition": found.edition,
        "items": [
            {
                "id": item.id,
                "name": item.name,
                "degree": item.degree,
                "strength": item.strength,
                "centrality": item.centrality,
                "cluster": item.cluster,
                "terms": list(item.terms),
                "ties": [
                    {
                        "id": tie.id,
                        "weight": tie.weight,
                        "terms": list(tie.terms),
                        "words": list(tie.words),
                    }
                    for tie in item.ties
                ],
            }
            for item in found.items
        ],
        "clusters": [list(words) for words in found.clusters],
    }


def _ref(ref: Ref) -> dict[str, str]:
    return {"edition": ref.edition, "id": ref.id}


data = by_type({Relatedness: data_of_relatedness, Route: data_of_route, EditionMap: data_of_map})
