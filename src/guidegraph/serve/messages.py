"""Answers that say what is wrong: a page for readers, plain text for programs."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Mapping
from functools import cache
from http import HTTPStatus
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from guidegraph.model.errors import GuidegraphError, StoppedError, UnknownNameError
from guidegraph.query.sparql import LargeAnswerError
from guidegraph.serve.accept import chosen
from guidegraph.serve.access_log import printable


__all__ = ["ErrorMiddleware", "handlers", "page", "problem", "root_of", "status_of"]

_FORMS = ("text/plain", "text/html")
_RETRY_SECONDS = "5"


def problem(
    request: Request, status: int, message: str, headers: Mapping[str, str] | None = None
) -> Response:
    """An answer that says what is wrong and what to do next."""
    added = {"Vary": "Accept", "Cache-Control": "no-store", **(headers or {})}
    if status == 503:
        added.setdefault("Retry-After", _RETRY_SECONDS)
    if chosen(request.headers.get("accept"), _FORMS) == "text/html":
        body = page(
            "message.html",
            root=root_of(request),
            status=status,
            phrase=HTTPStatus(status).phrase,
            message=message,
        )
        return HTMLResponse(body, status, added)
    return PlainTextResponse(f"{message}\n", status, added)


def status_of(error: GuidegraphError) -> int:
    """The status for an error."""
    match error:
        case StoppedError():
            return 503
        case UnknownNameError():
            return 404
        case LargeAnswerError():
            return 422
        case _:
            return 400


def handlers() -> Mapping[Any, Callable[[Request, Any], Response]]:
    """What is answered when something is refused."""

    def refused(request: Request, error: GuidegraphError) -> Response:
        return problem(request, status_of(error), str(error))

    def failed(request: Request, error: HTTPException) -> Response:
        message = error.detail
        if error.status_code == 404:
            message = "there is no page at this address; start from the home page"
        elif error.status_code == 405:
            message = f"{printable(request.method)} is not allowed here; see the header Allow"
        return problem(request, error.status_code, message, error.headers)

    return {GuidegraphError: refused, HTTPException: failed}


class ErrorMiddleware:
    """
    Turns an unexpected exception into a line of the log and an answer without details.

    Args:
        app: the application to protect.
        write: writes a line of the log.
    """

    def __init__(self, app: ASGIApp, *, write: Callable[[str], None]) -> None:
        self._app = app
        self._write = write

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except ClientDisconnect:
            return
        except Exception as error:
            if scope["type"] != "http" or begun:
                raise
            self._write(
                f"guidegraph: an internal error "
                f"({type(error).__name__}: {printable(str(error))}); report it"
            )
            if os.environ.get("GUIDEGRAPH_DEBUG"):
                self._write(traceback.format_exc())
            message = "an internal error; its log has the details"
            await problem(Request(scope), 500, message)(scope, receive, send)


def root_of(request: Request) -> str:
    """
    The way from the address that was asked for to the server's root, for links.

    It is relative, for a proxy may give the root a path that we do not know.
    """
    raw: bytes = request.scope["raw_path"]
    return "../" * (raw.count(b"/") - 1) or "./"


def page(name: str, **values: object) -> str:
    """A page of the server's own; every value is escaped."""
    return _environment().get_template(name).render(**values)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("guidegraph.serve", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
