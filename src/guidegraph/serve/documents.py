"""The site over HTTP: a thing redirects to its documents, a document is sent."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from guidegraph.model.errors import StoppedError
from guidegraph.publish.site import Alternate, SiteDocument
from guidegraph.serve.accept import chosen
from guidegraph.serve.cache import Cache, RenderedDocument
from guidegraph.serve.context import Context
from guidegraph.serve.headers import PREFLIGHT, READING
from guidegraph.serve.messages import problem, status_of
from guidegraph.serve.paths import href, name_of
from guidegraph.serve.ranges import UnsatisfiableError, has_it, part_asked_for


__all__ = ["DocumentMiddleware"]

_READING = ", ".join(READING)


class DocumentMiddleware:
    """
    Answers requests for things and documents of the site, and passes everything else on.

    Args:
        app: the application that answers the rest.
        context: the site, and what makes documents beside the event loop.
        url: what Location begins with, ending in `/`; without it, it is only a path.
        cache: rendered documents, by their paths.
    """

    def __init__(
        self, app: ASGIApp, *, context: Context, url: str | None, cache: Cache[RenderedDocument]
    ) -> None:
        self._app = app
        self._context = context
        self._url = url
        self._cache = cache
        self._making: dict[str, asyncio.Task[RenderedDocument]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for something of the site."""
        name = name_of(scope["raw_path"]) if scope["type"] == "http" else None
        if name is None:
            await self._app(scope, receive, send)
            return
        made = self._cache.get(name)
        document = None if made else self._context.site.document(name)
        forms = () if made or document else self._context.site.alternates(name)
        if not (made or document or forms):
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        try:
            if request.method not in READING:
                response = problem(
                    request, 405, "this address is read-only; use GET", {"Allow": _READING}
                )
            elif request.method == "OPTIONS":
                response = Response(status_code=204, headers={"Allow": _READING, **PREFLIGHT})
            elif forms:
                response = self._shown_the_way(request, name, forms)
            else:
                response = _handed_out(request, made or await self._made(document))
        except StoppedError as error:
            response = problem(request, status_of(error), str(error))
        await response(scope, receive, send)

    def _shown_the_way(self, request: Request, name: str, forms: Sequence[Alternate]) -> Response:
        """The address of the form that the client prefers, or a list of all forms."""
        link = self._link(name, forms)
        types = tuple(each.media_type for each in forms)
        taken = chosen(request.headers.get("accept"), types)
        if taken is None:
            listed = "".join(f"{each.media_type}  {self._address(each.path)}\n" for each in forms)
            return PlainTextResponse(
                f"no available format matches the Accept header; request one of\n{listed}",
                406,
                {"Vary": "Accept", "Link": link, "Cache-Control": "no-cache"},
            )
        address = self._address(forms[types.index(taken)].path)
        return PlainTextResponse(
            f"{address}\n", 303, {"Location": address, "Vary": "Accept", "Link": link}
        )

    def _address(self, path: str) -> str:
        return href(path) if self._url is None else self._url + href(path)[1:]

    async def _made(self, document: SiteDocument | None) -> RenderedDocument:
        """A document, rendered once for all requests that wait for it."""
        assert document is not None  # noqa: S101 - it has been found
        task = self._making.get(document.path)
        if task is None:
            task = asyncio.create_task(self._make(document))
            self._making[document.path] = task
            task.add_done_callback(lambda _: self._making.pop(document.path, None))
        return await asyncio.shield(task)

    async def _make(self, document: SiteDocument) -> RenderedDocument:
        made = await self._context.run(self._finished, document)
        self._cache.put(document.path, made, size=made.size)
        return made

    def _finished(self, document: SiteDocument) -> RenderedDocument:
        return RenderedDocument.of(document.body(), self._headers(document))

    def _headers(self, document: SiteDocument) -> Mapping[str, str]:
        media_type = document.media_type
        if media_type.startswith("text/") and "charset" not in media_type:
            media_type += "; charset=utf-8"
        headers = {
            "Content-Type": media_type,
            "Accept-Ranges": "bytes",
            "Cache-Control": "no-cache",  # that is, ask whether it is still the same
        }
        for name in _stems(document.path):
            forms = self._context.site.alternates(name)
            if any(each.path == document.path for each in forms):
                headers["Link"] = self._link(name, forms, but=document.path)
        return headers

    def _link(self, name: str, forms: Sequence[Alternate], but: str | None = None) -> str:
        """The other forms of a thing, and, on a document, which thing it is about."""
        links = [
            f'<{self._address(each.path)}>; rel="alternate"; type="{each.media_type}"'
            for each in forms
            if each.path != but
        ]
        if but is not None:
            iri = self._context.site.base + href(name)[1:]
            if iri.isascii() and not any(letter in iri for letter in '<>"\\ '):
                links.append(f'<{iri}>; rel="describes"')
        return ", ".join(links)


def _stems(path: str) -> Sequence[str]:
    """The names of the things that a document could be about: its path without its suffixes."""
    folder, slash, file = path.rpartition("/")
    parts = file.split(".")
    stems = [folder + slash + ".".join(parts[:end]) for end in range(len(parts) - 1, 0, -1)]
    return ["" if stem == "index" else stem for stem in stems]


def _handed_out(request: Request, made: RenderedDocument) -> Response:
    """A document, a part of it, or the answer that the client's copy is current."""
    asked = request.headers
    if "if-match" in asked and not has_it(asked["if-match"], made.etag):
        return problem(request, 412, "the document has changed; request it without If-Match")
    if "if-none-match" in asked and has_it(asked["if-none-match"], made.etag):
        kept = {name: made.headers[name] for name in made.headers if name != "Content-Type"}
        return Response(status_code=304, headers=kept)
    size = len(made.body)
    unchanged = asked.get("if-range", made.etag).strip() == made.etag
    if request.method == "GET" and "range" in asked and unchanged:
        try:
            part = part_asked_for(asked["range"], size)
        except UnsatisfiableError:
            said = {"Content-Range": f"bytes */{size}", "Accept-Ranges": "bytes"}
            return problem(request, 416, f"the document has {size} bytes; ask for fewer", said)
        if part is not None:
            first, end = part
            said = {**made.headers, "Content-Range": f"bytes {first}-{end - 1}/{size}"}
            return Response(made.body[first:end], 206, said)
    return Response(made.body, headers=dict(made.headers))
