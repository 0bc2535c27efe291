"""The named queries, an address for each."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from typing import Any

from guidegraph.model.answer import Solutions, Verdict
from guidegraph.model.errors import MisuseError
from guidegraph.query.guard import read_only
from guidegraph.query.named import NamedQueries, NamedQuery, ParameterKind, named_queries
from guidegraph.query.named import Parameter as Wanted
from guidegraph.render.data.library import data_of_queries, data_of_solutions
from guidegraph.serve.rest.operation import Handle, Operation, edition_filter, text_schema
from guidegraph.serve.rest.parameters import RequestParameter
from guidegraph.serve.rest.reader import LibraryReader


__all__ = ["OPERATIONS"]

_SECONDS = 20.0
_WORDS = r"^[^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f][^\x00-\x1f\x7f]*$"
_ROWS = RequestParameter(
    name="limit",
    summary="the maximum number of rows",
    schema={"type": "integer", "minimum": 1, "maximum": 10_000, "default": 1_000},
    example=10,
)


async def _queries(reader: LibraryReader, _: Mapping[str, Any]) -> Any:
    found = NamedQueries(queries=tuple(_with_rows()))
    return await reader.run(data_of_queries, found)


def _with_rows() -> Iterator[NamedQuery]:
    """The queries that find rows; those that make graphs are available in SPARQL."""
    for query in named_queries().values():
        if read_only(query.text).form in ("select", "ask"):
            yield query


def _asking(query: NamedQuery) -> Handle:
    async def handle(reader: LibraryReader, given: Mapping[str, Any]) -> Any:
        values = {
            name: value for name, value in given.items() if value is not None and name != "limit"
        }
        key = (query.name, *sorted(values.items()), given["limit"])
        return await reader.answers.get(key, lambda: _answer(reader, query, values, given["limit"]))

    return handle


def _answer(
    reader: LibraryReader, query: NamedQuery, values: Mapping[str, str], limit: int
) -> dict[str, Any]:
    answer = reader.librarian.named_query(query.name, values, seconds=_SECONDS, limit=limit)
    if not isinstance(answer, Solutions | Verdict):
        raise MisuseError(f"{query.name!r} makes a graph; send its SPARQL to /sparql")
    return data_of_solutions(answer)


def _parameter(query: NamedQuery, wanted: Wanted) -> RequestParameter:
    words = shlex.split(query.example)
    flag = f"--{wanted.name}"
    example = words[words.index(flag) + 1] if flag in words else "combined"
    if wanted.kind in (ParameterKind.EDITION, ParameterKind.COURSE):
        return edition_filter(wanted.name, wanted.summary, example, required=not wanted.optional)
    return RequestParameter(
        name=wanted.name,
        summary=wanted.summary,
        schema=text_schema(most=1000, pattern=_WORDS),
        example=example,
        required=not wanted.optional,
    )


OPERATIONS = (
    Operation(
        name="queries",
        path="/api/queries",
        summary="The named queries, with their parameters and their SPARQL.",
        parameters=(),
        schema="queries",
        handle=_queries,
    ),
    *(
        Operation(
            name=f"query-{query.name}",
            path=f"/api/queries/{query.name}",
            summary=query.summary,
            parameters=(*(_parameter(query, wanted) for wanted in query.parameters), _ROWS),
            schema="sparql-results",
            handle=_asking(query),
        )
        for query in _with_rows()
    ),
)
