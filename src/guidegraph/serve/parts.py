"""Long answers leave the server in parts, so that a slow client does not hold all of one."""

from __future__ import annotations

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send


__all__ = ["PART_BYTES", "PartsMiddleware"]

PART_BYTES = 64 * 1024
"""The largest part; the next one waits until the client has taken most of it."""


class PartsMiddleware:
    """
    Divides long bodies of answers.

    Args:
        app: the application that makes the answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""

        async def in_parts(message: Message) -> None:
            body: bytes = message.get("body", b"")
            if len(body) <= PART_BYTES:
                await send(message)
                return
            last = (len(body) - 1) // PART_BYTES
            for number in range(last + 1):
                part = body[number * PART_BYTES : (number + 1) * PART_BYTES]
                more = number < last or message.get("more_body", False)
                await send({"type": message["type"], "body": part, "more_body": more})
                await asyncio.sleep(0)  # a client that reads fast makes no other wait

        await self._app(scope, receive, in_parts)
