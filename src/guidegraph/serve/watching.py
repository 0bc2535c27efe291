"""A server of the latest state of a library: each request is answered from one state alone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Hashable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.types import Receive, Scope, Send

from guidegraph.model.errors import GuidegraphError
from guidegraph.serve.pauses import keep_pauses_short


__all__ = ["LatestState", "ServedState"]

_POLL_SECONDS = 1.0


@dataclass(eq=False, kw_only=True)
class ServedState:
    """
    An application that answers from one state of a library.

    Attributes:
        app: the application.
        title: that of the library.
        hidden: the editions that the server's own addresses hide.
        close: frees what only this state needs.
    """

    app: Starlette
    title: str = ""
    hidden: tuple[str, ...] = ()
    close: Callable[[], None] = lambda: None
    running: AsyncExitStack = field(default_factory=AsyncExitStack)
    requests: int = 0
    unused: asyncio.Event = field(default_factory=asyncio.Event)

    async def start(self) -> None:
        """Begin what the application needs."""
        await self.running.enter_async_context(self.app.router.lifespan_context(self.app))

    async def end(self) -> None:
        """Stop it, when the last request is answered."""
        if self.requests:
            await self.unused.wait()
        await self.stop()
        keep_pauses_short()

    async def stop(self) -> None:
        """Stop it at once."""
        await self.running.aclose()
        self.close()


class LatestState:
    """
    Passes each request to the latest state, and makes the next one when the files have changed.

    Args:
        first: the state to begin with.
        signature: what changes when the files do; without it, the first state is the only one.
        make: reads the library anew.
        write: writes a line of the log.
        seconds: how often the files are looked at.
    """

    def __init__(
        self,
        first: ServedState,
        *,
        signature: Callable[[], Hashable] | None = None,
        make: Callable[[], ServedState] | None = None,
        write: Callable[[str], None] = lambda _: None,
        seconds: float = _POLL_SECONDS,
    ) -> None:
        self._latest = first
        self._signature = signature
        self._make = make
        self._write = write
        self._seconds = seconds
        self._seen = signature() if signature else None
        self._retiring: dict[asyncio.Task[None], ServedState] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or run as long as the server does."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        state = self._latest
        state.requests += 1
        try:
            await state.app(scope, receive, send)
        finally:
            state.requests -= 1
            if state.requests == 0 and state is not self._latest:
                state.unused.set()

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        await self._latest.start()
        watching = asyncio.create_task(self._watch())
        await send({"type": "lifespan.startup.complete"})
        try:
            await receive()
        finally:
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching
            for task, state in list(self._retiring.items()):
                task.cancel()
                await state.stop()
            await self._latest.stop()
        await send({"type": "lifespan.shutdown.complete"})

    async def _watch(self) -> None:
        if self._signature is None or self._make is None:
            return
        while True:
            await asyncio.sleep(self._seconds)
            found = await asyncio.to_thread(self._signature)
            if found == self._seen:
                continue
            await asyncio.sleep(self._seconds)
            if found != await asyncio.to_thread(self._signature):
                continue  # somebody is still writing
            self._seen = found
            try:
                state = await asyncio.to_thread(self._make)
            except (GuidegraphError, OSError) as error:
                said = str(error).splitlines() or [type(error).__name__]
                self._write(
                    f"guidegraph: the library has changed and cannot be read: {said[0]}; "
                    "the server still answers from the state before"
                )
                continue
            await self._change(state)

    async def _change(self, state: ServedState) -> None:
        await state.start()
        before, self._latest = self._latest, state
        self._write("guidegraph: the library has changed; the server answers from its new state")
        task = asyncio.create_task(before.end())
        self._retiring[task] = before
        task.add_done_callback(lambda done: self._retiring.pop(done, None))
