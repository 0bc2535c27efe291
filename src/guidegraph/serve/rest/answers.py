"""Answers and errors in JSON (RFC 9457)."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from guidegraph.model.errors import GuidegraphError
from guidegraph.serve.access_log import printable
from guidegraph.serve.messages import status_of


__all__ = ["JSON", "PROBLEM", "JsonEndpoint", "in_json", "problem"]

JSON = "application/json"
PROBLEM = "application/problem+json"

_RETRY_SECONDS = "5"


def in_json(data: Any, status: int = 200, media_type: str = JSON) -> Response:
    """Data as an answer."""
    body = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    # A message may quote what cannot be written.
    octets = body.encode(errors="replace")
    return Response(octets, status, {"Content-Type": f"{media_type}; charset=utf-8"})


def problem(status: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """An answer that says what is wrong and what to do next."""
    data = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    response = in_json(data, status, PROBLEM)
    response.headers.update({"Cache-Control": "no-store", **(headers or {})})
    if status == 503:
        response.headers.setdefault("Retry-After", _RETRY_SECONDS)
    return response


class JsonEndpoint:
    """
    An address of the interfaces for programs, with errors as JSON.

    Args:
        handle: what answers a request.
        methods: the methods it accepts, apart from HEAD.
    """

    def __init__(
        self, handle: Callable[[Request], Awaitable[Response]], methods: tuple[str, ...] = ("GET",)
    ) -> None:
        self._handle = handle
        self._methods = ("GET", "HEAD", *methods[1:]) if methods[0] == "GET" else methods

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        response = await self._answer(Request(scope, receive))
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        if request.method not in self._methods:
            detail = f"{printable(request.method)} is not allowed at this address; use GET"
            return problem(405, detail, {"Allow": ", ".join(self._methods)})
        try:
            return await self._handle(request)
        except GuidegraphError as error:
            return problem(status_of(error), str(error))
        except HTTPException as error:
            return problem(error.status_code, error.detail, error.headers)
