"""The way past everything else for what is asked for most: a document that was made before."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from guidegraph.serve.cache import Cache
from guidegraph.serve.made import Made
from guidegraph.serve.paths import name_of


__all__ = ["Shortcut"]

_NOT_PLAIN = frozenset(
    {b"content-length", b"if-match", b"if-none-match", b"range", b"transfer-encoding"}
)


class Shortcut:
    """
    Hands a document out that is asked for plainly, and passes everything else on.

    Args:
        app: who answers for the rest, with the same headers.
        cache: the documents that were made, by their paths.
    """

    def __init__(self, app: ASGIApp, *, cache: Cache[Made]) -> None:
        self._app = app
        self._cache = cache

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for a document that is there, whole."""
        made = None
        if scope["type"] == "http" and scope["method"] == "GET":
            name = name_of(scope["raw_path"])
            if name is not None and _NOT_PLAIN.isdisjoint(each for each, _ in scope["headers"]):
                made = self._cache.get(name)
        if made is None:
            await self._app(scope, receive, send)
            return
        await send({"type": "http.response.start", "status": 200, "headers": made.raw})
        await send({"type": "http.response.body", "body": made.body})
