"""The JSON API over HTTP."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable
from functools import cache
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from guidegraph.model.errors import InputError, MisuseError
from guidegraph.serve.accept import languages
from guidegraph.serve.context import Context
from guidegraph.serve.fields import TooManyFieldsError, fields_of
from guidegraph.serve.rest import diffs, editions, findings, queries, search
from guidegraph.serve.rest.answers import JsonEndpoint, in_json, problem
from guidegraph.serve.rest.operation import LANGUAGE, Operation
from guidegraph.serve.rest.parameters import values_of
from guidegraph.serve.rest.reader import LibraryReader
from guidegraph.store.files import read_bytes
from guidegraph.store.library import bundled_library


__all__ = ["OPERATIONS", "routes"]

OPERATIONS: tuple[Operation, ...] = (
    *editions.OPERATIONS,
    *findings.OPERATIONS,
    *search.OPERATIONS,
    *diffs.OPERATIONS,
    *queries.OPERATIONS,
)
"""All that the API does."""

DESCRIPTION = "docs/schema/openapi.json"
"""The address of the description of the built-in library's API."""

_MOST_FIELDS = 30


def routes(context: Context) -> list[Route]:
    """The addresses of the API."""
    reader = LibraryReader(context)
    return [
        Route("/api/openapi.json", JsonEndpoint(_describing(context.url.rstrip("/")))),
        *(_route(operation, reader) for operation in OPERATIONS),
        Route("/api", JsonEndpoint(_nothing)),
        Route("/api/{rest:path}", JsonEndpoint(_nothing)),
    ]


def _route(operation: Operation, reader: LibraryReader) -> Route:
    async def answer(request: Request) -> Response:
        values = values_of(
            operation.parameters, request.path_params, _fields(request.scope["query_string"])
        )
        negotiated = LANGUAGE in operation.parameters
        if negotiated and values["lang"] is None:
            accepted = languages(request.headers.get("accept-language"))
            values = {**values, "accepted": accepted}
        try:
            data = await operation.handle(reader, values)
        except InputError:  # its message names a file of the library
            return problem(
                500,
                "a file of the library cannot be read; whoever maintains the library must fix it",
            )
        response = await reader.run(in_json, data)
        if negotiated:
            response.headers["Vary"] = "Accept-Language"
        return response

    # Only the last part of a path can hold slashes: the id of an item.
    return Route(re.sub(r"\{item\}$", "{item:path}", operation.path), JsonEndpoint(answer))


def _fields(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return fields_of(encoded, most=_MOST_FIELDS, errors="replace")
    except TooManyFieldsError:
        raise MisuseError(f"more than {_MOST_FIELDS} parameters; send fewer") from None


def _describing(url: str) -> Callable[[Request], Awaitable[Response]]:
    """What answers with the description of the API at an address."""

    @cache
    def description() -> Any:
        found = json.loads(read_bytes(bundled_library().parent / DESCRIPTION))
        return {**found, "servers": [{"url": url}]}

    async def answer(_: Request) -> Response:
        return in_json(description())

    return answer


async def _nothing(_: Request) -> Response:
    return problem(
        404, "there is no resource at this address; /api/openapi.json lists all addresses"
    )
