"""Bodies of requests are limited in bytes and in time."""

from __future__ import annotations

import asyncio

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from guidegraph.serve.messages import problem


__all__ = ["BodyLimit"]

# The rest of such a request is not read, so the connection cannot be used again.
_LAST = {"Connection": "close"}


class BodyLimit:
    """
    Refuses a body whose stated length is too large, and stops reading one that becomes too large.

    Args:
        app: the application to protect.
        most: the largest body, in bytes.
        seconds: how long a client may take to send it.
    """

    def __init__(self, app: ASGIApp, *, most: int, seconds: float) -> None:
        self._app = app
        self._most = most
        self._seconds = seconds
        self._too_large = f"the body of the request is larger than {most} bytes; send less at once"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        for name, value in scope["headers"]:
            if name == b"content-length" and int(value) > self._most:
                response = problem(Request(scope), 413, self._too_large, _LAST)
                await response(scope, receive, send)
                return
        read = 0
        ended = False
        deadline = asyncio.get_running_loop().time() + self._seconds

        async def bounded() -> Message:
            nonlocal read, ended
            if ended:
                return await receive()  # that is, wait until the client has gone
            try:
                async with asyncio.timeout_at(deadline):
                    message = await receive()
            except TimeoutError:
                raise HTTPException(
                    408,
                    f"the request was not complete after {self._seconds:g} seconds; send it faster",
                    _LAST,
                ) from None
            read += len(message.get("body", b""))
            ended = not message.get("more_body", False)
            if read > self._most:
                raise HTTPException(413, self._too_large, _LAST)
            return message

        await self._app(scope, bounded, send)
