"""What is not answered when the server stops gets a 503, and not a connection that breaks off."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from guidegraph.serve.messages import problem


__all__ = ["StopMiddleware", "UnansweredRequests"]


class UnansweredRequests:
    """The requests that nothing has been answered to yet."""

    def __init__(self) -> None:
        self.stopped = False
        self._tasks: set[asyncio.Task[None]] = set()

    def add(self, task: asyncio.Task[None]) -> None:
        """Note the task that answers a request."""
        self._tasks.add(task)

    def discard(self, task: asyncio.Task[None]) -> None:
        """Note that an answer has begun, or that none is needed."""
        self._tasks.discard(task)

    def stop(self) -> None:
        """Give up on what is still being made."""
        self.stopped = True
        for task in list(self._tasks):
            task.cancel()


class StopMiddleware:
    """
    Answers the requests that the server gives up on when it stops.

    Args:
        app: the application that answers the others.
        unanswered: where they are noted.
    """

    def __init__(self, app: ASGIApp, *, unanswered: UnansweredRequests) -> None:
        self._app = app
        self._unanswered = unanswered

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        task = asyncio.current_task()
        if scope["type"] != "http" or task is None:
            await self._app(scope, receive, send)
            return
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            self._unanswered.discard(task)
            await send(message)

        self._unanswered.add(task)
        try:
            await self._app(scope, receive, watched)
        except asyncio.CancelledError:
            if begun or not self._unanswered.stopped:
                raise
            task.uncancel()
            message = "the server is stopping; try again in a moment"
            response = problem(Request(scope), 503, message, {"Connection": "close"})
            await response(scope, receive, send)
        finally:
            self._unanswered.discard(task)
