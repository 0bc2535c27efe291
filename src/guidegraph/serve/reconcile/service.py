"""The reconciliation service over HTTP (Reconciliation API 0.2)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from guidegraph.model.errors import MisuseError
from guidegraph.serve.context import Context
from guidegraph.serve.kept import Kept
from guidegraph.serve.reconcile.entities import Entity, entities, type_name
from guidegraph.serve.reconcile.extend import extended, proposed
from guidegraph.serve.reconcile.index import Index
from guidegraph.serve.reconcile.manifest import manifest
from guidegraph.serve.reconcile.match import Candidate, candidates
from guidegraph.serve.reconcile.preview import preview
from guidegraph.serve.reconcile.queries import (
    TooManyError,
    extension_from_json,
    queries_from_json,
)
from guidegraph.serve.reconcile.suggest import (
    suggested_entities,
    suggested_properties,
    suggested_types,
    type_data,
    types_of,
)
from guidegraph.serve.rest.answers import Answering, in_json, problem


__all__ = ["routes"]

_FORM = "application/x-www-form-urlencoded"
_MOST_FIELDS = 20
_LONGEST_PREFIX = 500
_LAST_CURSOR = 1_000_000

Fields = Mapping[str, str]
"""Parameters by name; the first of each counts."""


def routes(context: Context) -> list[Route]:
    """The addresses of the service."""
    service = _Service(context)
    return [
        Route("/reconcile", Answering(service.endpoint, ("GET", "POST"))),
        Route("/reconcile/view", Answering(service.view)),
        Route("/reconcile/preview", Answering(service.preview)),
        Route("/reconcile/suggest/entity", Answering(service.suggest_entities)),
        Route("/reconcile/suggest/type", Answering(service.suggest_types)),
        Route("/reconcile/suggest/property", Answering(service.suggest_properties)),
        Route("/reconcile/extend/propose", Answering(service.propose)),
    ]


class _Service:
    """Answers requests from an index that is made when it is first asked for."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._kept = Kept[Index](context.run, 1)

    async def endpoint(self, request: Request) -> Response:
        """The manifest, or answers to queries."""
        fields = _fields(request.scope["query_string"])
        if request.method == "POST":
            media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
            if media_type != _FORM:
                return problem(415, f"a body of type {media_type[:80]!r}; send {_FORM}")
            fields = {**fields, **_fields(await request.body())}
        try:
            return await self._answered(request, fields)
        except TooManyError as error:
            return problem(413, str(error))

    async def _answered(self, request: Request, fields: Fields) -> Response:
        index = await self._index()
        run = self._context.run
        if "queries" in fields:
            return in_json(await run(self._reconciled, index, fields["queries"]))
        if "extend" in fields:
            return in_json(
                await run(lambda: extended(index, extension_from_json(fields["extend"])))
            )
        if "query" in fields:
            raise MisuseError("a single 'query' is of version 0.1; send 'queries', an object")
        if request.method == "POST":
            raise MisuseError("neither 'queries' nor 'extend' in the form; send one of them")
        return in_json(
            manifest(
                title=self._context.catalogue.title,
                base=self._context.catalogue.base,
                url=self._context.url,
                types=[type_data(type_) for type_ in types_of(index)],
            )
        )

    async def view(self, request: Request) -> Response:
        """The way to an entity's page."""
        entity = await self._entity(request)
        if entity is None:
            return problem(
                404, "there is no entity with this id; /reconcile/suggest/entity finds entities"
            )
        # Relative, for a proxy may give the server a path that we do not know.
        return Response(status_code=303, headers={"Location": f"../{quote(entity.id)}"})

    async def preview(self, request: Request) -> Response:
        """A small page about an entity."""
        return preview(await self._entity(request), self._context.url)

    async def suggest_entities(self, request: Request) -> Response:
        """Entities that begin with what was typed."""
        fields = _fields(request.scope["query_string"])
        types = tuple(filter(None, fields.get("type", "").split(",")))
        index = await self._index()
        run = self._context.run
        found = await run(suggested_entities, index, _prefix(fields), types, _cursor(fields))
        return in_json(found)

    async def suggest_types(self, request: Request) -> Response:
        """Types that begin with what was typed."""
        fields = _fields(request.scope["query_string"])
        return in_json(suggested_types(await self._index(), _prefix(fields), _cursor(fields)))

    async def suggest_properties(self, request: Request) -> Response:
        """Properties that begin with what was typed."""
        fields = _fields(request.scope["query_string"])
        return in_json(suggested_properties(_prefix(fields), _cursor(fields)))

    async def propose(self, request: Request) -> Response:
        """The properties that entities of a type may have."""
        fields = _fields(request.scope["query_string"])
        limit = _number(fields, "limit", 100) if fields.get("limit") else None
        return in_json(proposed(_short(fields, "type"), limit))

    async def _entity(self, request: Request) -> Entity | None:
        index = await self._index()
        number = index.by_id.get(_fields(request.scope["query_string"]).get("id", ""))
        return None if number is None else index.entities[number]

    async def _index(self) -> Index:
        editions = self._context.catalogue.editions
        return await self._kept.get(None, lambda: Index(tuple(entities(editions))))

    def _reconciled(self, index: Index, text: str) -> dict[str, Any]:
        base = self._context.catalogue.base
        return {
            key: {"result": [_candidate(each) for each in candidates(index, asked, base)]}
            for key, asked in queries_from_json(text).items()
        }


def _candidate(candidate: Candidate) -> dict[str, Any]:
    entity = candidate.entity
    return {
        "id": entity.id,
        "name": entity.name,
        "description": entity.description,
        "type": [{"id": type_, "name": type_name(type_)} for type_ in entity.types],
        "score": candidate.score,
        "match": candidate.match,
        "features": [{"id": name, "value": value} for name, value in candidate.features.items()],
    }


def _fields(encoded: bytes) -> Fields:
    try:
        found = parse_qs(
            encoded.decode("latin-1"),
            keep_blank_values=True,
            errors="replace",
            max_num_fields=_MOST_FIELDS,
        )
    except ValueError:
        raise MisuseError(f"more than {_MOST_FIELDS} parameters; send fewer") from None
    return {name: values[0] for name, values in found.items()}


def _prefix(fields: Fields) -> str:
    return _short(fields, "prefix")


def _short(fields: Fields, name: str) -> str:
    text = fields.get(name, "")
    if len(text) > _LONGEST_PREFIX:
        raise MisuseError(f"{name!r} has {len(text)} characters; send at most {_LONGEST_PREFIX}")
    return text


def _cursor(fields: Fields) -> int:
    return _number(fields, "cursor", _LAST_CURSOR) if fields.get("cursor") else 0


def _number(fields: Fields, name: str, most: int) -> int:
    text = fields[name]
    if not re.fullmatch("[0-9]{1,7}", text) or int(text) > most:
        raise MisuseError(f"{name} {text[:40]!r} is not a number from 0 to {most}; correct it")
    return int(text)
