"""
One line for each request: time, method, path, status, size, duration.

It contains neither the client's address nor the query string.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from guidegraph.model.excerpt import clipped


__all__ = ["AccessLog", "printable"]

_LONGEST = 300


class AccessLog:
    """
    Writes the access log.

    Args:
        app: the application to protect.
        write: writes a line, given without its end.
    """

    def __init__(self, app: ASGIApp, *, write: Callable[[str], None]) -> None:
        self._app = app
        self._write = write

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and log how it ended."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        status = sent = 0

        async def counted(message: Message) -> None:
            nonlocal status, sent
            if message["type"] == "http.response.start":
                status = message["status"]
            else:
                sent += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, counted)
        finally:
            size = 0 if scope["method"] == "HEAD" else sent
            took = (time.perf_counter() - began) * 1000
            now = _written(int(time.time()))
            path = printable(scope["raw_path"].decode("latin-1"))
            method = printable(scope["method"])
            self._write(f"{now} {method} {path} {status} {size} B {took:.1f} ms")


@lru_cache(maxsize=1)
def _written(second: int) -> str:
    return datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def printable(text: str) -> str:
    r"""
    A text on one line and of bounded length, with escapes for control characters.

    >>> printable("/a\nb\x1b")
    '/a\\nb\\x1b'
    """
    cut = clipped(text, _LONGEST)
    if cut.isascii() and cut.isprintable():
        return cut
    return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in cut)
