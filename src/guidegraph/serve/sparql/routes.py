"""
The address of the endpoint: queries, the page to write them on, the description of the service.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import partial
from typing import Any

from pyoxigraph import RdfFormat, serialize
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from guidegraph.model.errors import GuidegraphError, MisuseError
from guidegraph.query.guard import MAX_CHARS
from guidegraph.query.sparql import question
from guidegraph.serve.accept import chosen
from guidegraph.serve.context import Context
from guidegraph.serve.messages import problem, root_of, status_of
from guidegraph.serve.settings import ServerSettings
from guidegraph.serve.sparql.backend import Backend, ProcessBackend, QueryAnswer
from guidegraph.serve.sparql.description import DESCRIBED_IN, description
from guidegraph.serve.sparql.endpoint import EndpointBackend
from guidegraph.serve.sparql.forms import PAGE, SHOWN_AS, form_of, forms_for
from guidegraph.serve.sparql.page import page_of_answer, page_of_query
from guidegraph.serve.sparql.request import QueryRequest, reader_of
from guidegraph.serve.statements import statements
from guidegraph.serve.work import WorkerPool


__all__ = ["backend", "routes"]

_READING_THREADS = 2
_TEXT = {"Vary": "Accept", "Cache-Control": "no-cache"}


def backend(context: Context, settings: ServerSettings) -> Backend:
    """What answers queries, by the settings."""
    limits: dict[str, Any] = {
        "count": settings.workers,
        "waiting": settings.queries_waiting,
        "seconds": settings.seconds,
    }
    if settings.endpoint is not None:
        return EndpointBackend(settings.endpoint, most=settings.answer_bytes, **limits)

    def quads() -> bytes:
        return serialize(statements(context.librarian), format=RdfFormat.N_QUADS) or b""

    return ProcessBackend(quads=quads, store=settings.store, **limits)


def routes(context: Context, settings: ServerSettings, answering: Backend) -> list[Route]:
    """The address of the endpoint."""
    service = _Service(context, settings, answering)
    return [Route("/sparql", service.asked, methods=["GET", "POST"])]


class _Service:
    """Answers requests to the endpoint."""

    def __init__(self, context: Context, settings: ServerSettings, answering: Backend) -> None:
        self._context = context
        self._settings = settings
        self._answering = answering
        # Of its own: long queries that are read make no page wait.
        self._read = WorkerPool(
            threads=_READING_THREADS, waiting=settings.queries_waiting, seconds=settings.seconds
        )

    async def asked(self, request: Request) -> Response:
        """The answer to a request."""
        asking = await self._read(await reader_of(request))
        if asking.query is None or (request.method != "POST" and not asking.query.strip()):
            if request.method == "POST" or asking.chooses_graphs:
                raise HTTPException(400, "the query is missing; send it in the field 'query'")
            return self._introduced(request, asking)
        try:
            return await self._answered(request, asking, asking.query)
        except (GuidegraphError, HTTPException) as error:
            return self._refused(request, asking, error)

    def _introduced(self, request: Request, asking: QueryRequest) -> Response:
        """The page for readers, the description of the service for programs."""
        accept = request.headers.get("accept")
        taken = chosen(accept, (*DESCRIBED_IN, "text/html"))
        if taken is None:
            listed = "\n".join((*DESCRIBED_IN, "text/html"))
            return problem(
                request, 406, f"the service description is available in one of\n{listed}"
            )
        if taken == "text/html":
            return HTMLResponse(self._page(request, asking), headers=_TEXT)
        body = description(self._context, DESCRIBED_IN[taken])
        return Response(body, media_type=taken, headers=_TEXT)

    async def _answered(self, request: Request, asking: QueryRequest, text: str) -> Response:
        asked = await self._read(self._question, asking, text)
        query_form = asked["word"]
        negotiated = form_of(query_form, request.headers.get("accept"), asking.forms)
        if negotiated is None:
            if asking.forms:
                names = ", ".join(dict.fromkeys(forms_for(query_form).values()))
                raise HTTPException(
                    400, f"the answer is not available as {asking.forms[0]!r}; use one of {names}"
                )
            listed = "\n".join(forms_for(query_form))
            raise HTTPException(406, f"the answer is available in one of\n{listed}")
        media_type, form = negotiated
        kind = "construct" if query_form in ("construct", "describe") else "select"
        if form == PAGE:
            asked = {**asked, "limit": min(asked["limit"], self._settings.rows_shown)}
        else:
            asked = {**asked, "whole": True}
        answer = await self._unless_gone(
            request, self._answering.answer(asked, SHOWN_AS[kind] if form == PAGE else form)
        )
        if form == PAGE:
            shown = partial(
                page_of_answer,
                context=self._context,
                root=root_of(request),
                asking=asking,
                answer=answer,
                kind=kind,
                limit=asked["limit"],
            )
            return HTMLResponse(await self._context.run(shown), headers=_TEXT)
        return Response(answer.body, media_type=media_type, headers=_TEXT)

    def _question(self, asking: QueryRequest, text: str) -> Mapping[str, Any]:
        """The query for the backend."""
        if len(text) > MAX_CHARS:
            raise HTTPException(413, f"the query is longer than {MAX_CHARS} characters")
        there = self._context.librarian.graphs()
        graphs = (*there.editions, *there.changes)
        for iri in (*asking.default_graphs, *asking.named_graphs):
            if iri not in graphs:
                raise HTTPException(
                    400,
                    f"<{iri}> is not a graph of the library; the service description lists them",
                )
        chooses = asking.chooses_graphs
        try:
            return question(
                text,
                graphs,
                default=asking.default_graphs if chooses else graphs,
                named=asking.named_graphs if chooses else None,
                limit=self._settings.rows,
            )
        except MisuseError as error:
            raise HTTPException(403, str(error)) from None

    async def _unless_gone(self, request: Request, answering: Any) -> QueryAnswer:
        """The answer; it is abandoned when the client disconnects."""
        answer = asyncio.ensure_future(answering)
        gone = asyncio.ensure_future(_gone(request))
        try:
            await asyncio.wait({answer, gone}, return_when=asyncio.FIRST_COMPLETED)
            if not answer.done():
                raise ClientDisconnect
            found: QueryAnswer = answer.result()
            return found
        finally:
            answer.cancel()
            gone.cancel()

    def _refused(
        self, request: Request, asking: QueryRequest, error: GuidegraphError | HTTPException
    ) -> Response:
        """What is wrong; on the page with the query, if the query came from the page."""
        status = error.status_code if isinstance(error, HTTPException) else status_of(error)
        message = error.detail if isinstance(error, HTTPException) else str(error)
        accept = request.headers.get("accept")
        if (
            asking.forms in ((), (PAGE,))
            and chosen(accept, ("text/plain", "text/html")) == "text/html"
        ):
            body = self._page(request, asking, message=message)
            retry = {"Retry-After": "5"} if status == 503 else {}
            return HTMLResponse(body, status, {**_TEXT, **retry})
        return problem(request, status, message)

    def _page(self, request: Request, asking: QueryRequest, message: str = "") -> str:
        return page_of_query(
            context=self._context, root=root_of(request), asking=asking, message=message
        )


async def _gone(request: Request) -> None:
    """Wait until the client closes the connection."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
