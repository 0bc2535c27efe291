"""A library as plain data: its editions, their items, answers to queries, what was found."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from guidegraph.model.answer import Solutions, Verdict
from guidegraph.model.catalogue import Catalogue
from guidegraph.model.edition import Edition, Excerpt, Item
from guidegraph.model.guesses import Guesses
from guidegraph.model.hits import Hits, OtherVersion
from guidegraph.model.relations import EditionMap, Relatedness, Route
from guidegraph.model.statement import Role, Statement
from guidegraph.query.named import NamedQueries
from guidegraph.render.data.changes import SCHEMAS, data_of_ref
from guidegraph.render.format import by_type


__all__ = [
    "data",
    "data_of_catalogue",
    "data_of_excerpt",
    "data_of_guesses",
    "data_of_hits",
    "data_of_map",
    "data_of_queries",
    "data_of_relatedness",
    "data_of_route",
    "data_of_solutions",
]


def data_of_catalogue(result: Catalogue) -> dict[str, Any]:
    """The editions, and how many items of which type each has."""
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


def data_of_excerpt(result: Excerpt) -> dict[str, Any]:
    """Items of an edition, with all that their contract names."""
    edition = result.edition
    return {
        "schema": f"{SCHEMAS}/show/1",
        "edition": edition.id,
        "iri": edition.iri,
        "title": edition.title,
        "issued": edition.issued,
        "language": edition.language,
        **_source(edition),
        "items": [_item(edition, item) for item in result.items],
    }


def _source(edition: Edition) -> dict[str, Any]:
    """What the edition was read from, and what it says of itself."""
    return {
        "source_kind": None if edition.source_kind is None else edition.source_kind.value,
        "version_iri": edition.version_iri,
        "base": edition.base,
        "ordered": edition.ordered,
        "identified": edition.identified,
        "languages": list(edition.languages),
        "statements": [_statement(each) for each in edition.statements],
        "residue": [_statement(each) for each in edition.residue],
    }


def _said(edition: Edition, item: Item) -> dict[str, Any]:
    """All that a source of data says of an item: by language and kind, then verbatim."""
    iri = edition.iri_of(item.id)
    roles = (Role.LABEL, Role.ALT_LABEL, Role.HIDDEN_LABEL, Role.TEXT, Role.NOTE)
    worded = {role.value: _by_language(item.said(role)) for role in roles}
    return {
        "status": None if item.status is None else item.status.value,
        "replaced_by": list(item.replaced_by),
        "texts": {name: texts for name, texts in worded.items() if texts},
        "notations": [
            {"value": each.value, "datatype": each.datatype} for each in item.said(Role.NOTATION)
        ],
        "mappings": [
            {"property": each.property, "iri": each.value} for each in item.said(Role.MAPPING)
        ],
        "memberships": list(edition.collections_of.get(iri, ())),
        "statements": [_statement(each) for each in item.statements],
    }


def _by_language(statements: Sequence[Statement]) -> dict[str, list[str]]:
    if not statements:
        return {}
    from guidegraph.graph.reading import by_language

    return {tag or "": texts for tag, texts in by_language(statements).items()}


def _statement(said: Statement) -> dict[str, Any]:
    return {
        "property": said.property,
        "value": said.value,
        "kind": said.kind.value,
        "language": said.language,
        "datatype": said.datatype,
        "role": said.role.value,
        "about": [_statement(each) for each in said.about],
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
        **_said(edition, item),
        **_laid(edition, item),
    }


def _laid(edition: Edition, item: Item) -> dict[str, Any]:
    """Of an item of a document with a layout: its page, and the cells of its row by their heads."""
    if edition.reading is None:
        return {"page": None, "cells": {}}
    place = edition.places.get(item.id)
    cells: dict[str, str] = {}
    for said in item.statements:
        if said.role is not Role.NOTE:
            cells.setdefault(said.property, said.value)
    return {"page": (place.page or None) if place else None, "cells": cells}


def data_of_solutions(answer: Solutions | Verdict) -> dict[str, Any]:
    """The answer as the RDF library writes it."""
    from guidegraph.query.results import written

    found: dict[str, Any] = json.loads(written(answer, "json"))
    return found


def data_of_queries(queries: NamedQueries) -> dict[str, Any]:
    """The named queries with their parameters and their SPARQL."""
    return {
        "schema": f"{SCHEMAS}/queries/1",
        "queries": [
            {
                "name": query.name,
                "summary": query.summary,
                "details": query.details,
                "parameters": [
                    {
                        "name": parameter.name,
                        "kind": parameter.kind.value,
                        "optional": parameter.optional,
                        "summary": parameter.summary,
                    }
                    for parameter in query.parameters
                ],
                "example": query.example,
                "sparql": query.text,
            }
            for query in queries.queries
        ],
    }


def data_of_guesses(guesses: Guesses) -> dict[str, Any]:
    """What was guessed of a document, and what was left out of it."""
    return {
        "schema": f"{SCHEMAS}/guesses/1",
        "edition": guesses.edition.id,
        "pages": guesses.reading.pages,
        "guesses": [
            {
                "decision": guess.decision.value,
                "page": guess.place.page or None,
                "line": guess.place.line or None,
                "item": guess.item,
                "text": guess.text,
                "why": guess.why,
                "confidence": guess.confidence,
                "other": guess.other,
            }
            for guess in guesses.reading.guesses
        ],
        "left_out": [
            {
                "page": each.place.page or None,
                "line": each.place.line or None,
                "text": each.text,
                "why": each.why,
            }
            for each in guesses.reading.left_out
        ],
    }


def data_of_hits(hits: Hits) -> dict[str, Any]:
    """The items found, the best first."""
    return {
        "schema": f"{SCHEMAS}/search/1",
        "words": hits.words,
        "total": hits.total,
        "some": hits.some,
        "ignored": list(hits.ignored),
        "hits": [
            {
                "item": data_of_ref(hit.ref),
                "type": hit.type,
                "score": hit.score,
                "text": hit.text,
                "marks": [list(mark) for mark in hit.marks],
                "also": _versions(hit.also),
            }
            for hit in hits.hits
        ],
    }


def _versions(others: Iterable[OtherVersion]) -> list[dict[str, Any]]:
    return [{"item": data_of_ref(each.ref), "same_words": each.same_words} for each in others]


def data_of_relatedness(found: Relatedness) -> dict[str, Any]:
    """The related items, the closest first."""
    return {
        "schema": f"{SCHEMAS}/related/1",
        "item": data_of_ref(found.ref),
        "related": [
            {
                "item": data_of_ref(relative.ref),
                "type": relative.type,
                "name": relative.name,
                "text": relative.text,
                "score": relative.score,
                "reasons": [
                    {"why": reason.why.value, "detail": reason.detail, "weight": reason.weight}
                    for reason in relative.reasons
                ],
                "also": _versions(relative.also),
            }
            for relative in found.relatives
        ],
    }


def data_of_route(route: Route) -> dict[str, Any]:
    """The steps of a path, in order."""
    return {
        "schema": f"{SCHEMAS}/path/1",
        "from": data_of_ref(route.origin),
        "to": data_of_ref(route.destination),
        "steps": [
            {
                "from": data_of_ref(step.origin),
                "why": step.why.value,
                "detail": step.detail,
                "to": data_of_ref(step.destination),
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


data = by_type(
    {
        Catalogue: data_of_catalogue,
        Edition: lambda edition: data_of_excerpt(Excerpt(edition=edition, items=edition.items)),
        Excerpt: data_of_excerpt,
        Solutions: data_of_solutions,
        Verdict: data_of_solutions,
        NamedQueries: data_of_queries,
        Guesses: data_of_guesses,
        Hits: data_of_hits,
        Relatedness: data_of_relatedness,
        Route: data_of_route,
        EditionMap: data_of_map,
    }
)
