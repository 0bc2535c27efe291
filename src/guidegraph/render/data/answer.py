"""Answers to queries as JSON: what SELECT and ASK find in the SPARQL 1.1 results format."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from guidegraph.model.answer import Solutions, Statements, Verdict
from guidegraph.model.errors import MisuseError
from guidegraph.query.named import NamedQueries
from guidegraph.render.data.changes import SCHEMAS
from guidegraph.render.renderer import by_type


__all__ = ["data", "data_of_queries", "data_of_solutions", "no_data_of_statements"]


def data_of_solutions(answer: Solutions | Verdict) -> dict[str, Any]:
    """The answer as the RDF library writes it."""
    from guidegraph.query.results import written

    found: dict[str, Any] = json.loads(written(answer, "json"))
    return found


def no_data_of_statements(answer: Statements) -> NoReturn:
    """Triples have formats of their own."""
    raise MisuseError(
        f"the {len(answer.triples)} triples of a CONSTRUCT or DESCRIBE are no table; "
        "take --format json-ld, turtle, n-triples or csv"
    )


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


data = by_type(
    {Solutions: data_of_solutions, Verdict: data_of_solutions, Statements: no_data_of_statements}
)
