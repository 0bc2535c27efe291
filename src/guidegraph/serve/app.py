"""The application: the site and the interfaces for programs, under the same limits."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from importlib.resources import files

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from guidegraph.serve import reconcile, rest
from guidegraph.serve.access_log import AccessLog
from guidegraph.serve.bodies import BodyLimit
from guidegraph.serve.cache import Cache, CacheMiddleware, RenderedDocument
from guidegraph.serve.context import Context
from guidegraph.serve.documents import DocumentMiddleware
from guidegraph.serve.headers import HeaderMiddleware
from guidegraph.serve.messages import ErrorMiddleware, handlers
from guidegraph.serve.parts import PartsMiddleware
from guidegraph.serve.settings import ServerSettings
from guidegraph.serve.sparql.routes import backend
from guidegraph.serve.sparql.routes import routes as sparql_routes
from guidegraph.serve.stopping import StopMiddleware, UnansweredRequests


__all__ = ["RESERVED", "application"]

RESERVED = frozenset({"api", "health", "reconcile", "sparql", "sparql.css"})
"""The paths that the server itself answers, by their first segments."""


def application(
    context: Context,
    settings: ServerSettings,
    *,
    public: bool = False,
    unanswered: UnansweredRequests | None = None,
    write: Callable[[str], None] | None = None,
) -> Starlette:
    """
    The server as an ASGI application.

    Args:
        context: what the parts share.
        settings: the limits.
        public: whether addresses in answers begin with the context's URL; otherwise they are paths.
        unanswered: notes the requests that are to be answered when the server stops.
        write: writes a line of the log; by default, to standard error.
    """
    log = write or _to_standard_error
    answering = backend(context, settings)
    cache = Cache[RenderedDocument](room=settings.cache_bytes)

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        async with answering:
            yield

    app = Starlette(
        routes=[
            *_own(context),
            *sparql_routes(context, settings, answering),
            *rest.routes(context),
            *reconcile.routes(context),
        ],
        middleware=[
            Middleware(PartsMiddleware),
            Middleware(AccessLog, write=log),
            Middleware(CacheMiddleware, cache=cache),
            Middleware(HeaderMiddleware),
            Middleware(StopMiddleware, unanswered=unanswered or UnansweredRequests()),
            Middleware(ErrorMiddleware, write=log),
            Middleware(BodyLimit, most=settings.body_bytes, seconds=settings.body_seconds),
            Middleware(
                DocumentMiddleware,
                context=context,
                url=context.url if public else None,
                cache=cache,
            ),
        ],
        exception_handlers=handlers(),
        lifespan=life,
    )
    # Starlette fixes slashes with an address that it builds from the Host header.
    app.router.redirect_slashes = False
    return app


def _to_standard_error(line: str) -> None:
    sys.stderr.write(f"{line}\n")  # at once: print would write the line and its end apart


def _own(context: Context) -> Sequence[BaseRoute]:
    """The health check, and the style of the server's own pages."""
    style = files(__package__).joinpath("templates/query.css").read_bytes()

    async def health(_: Request) -> Response:
        well = {"status": "ok", "title": context.site.title}
        return JSONResponse(well, headers={"Cache-Control": "no-store"})

    async def styled(_: Request) -> Response:
        return Response(style, media_type="text/css", headers={"Cache-Control": "max-age=3600"})

    return [Route("/health", health), Route("/sparql.css", styled)]
