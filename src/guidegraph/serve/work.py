"""Blocking work beside the event loop: a few threads, a bounded queue, a time limit."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

from guidegraph.model.errors import StoppedError


__all__ = ["BusyError", "WorkerPool"]

P = ParamSpec("P")
T = TypeVar("T")


class BusyError(StoppedError):
    """A work that was not begun, because too much else waits."""


class WorkerPool:
    """
    Threads for blocking work, a `Run`.

    A thread cannot be stopped: work that is given up goes on and takes its place until it ends.
    Whatever has no bound of its own does not belong here, but into a process (`store.worker`).

    Args:
        threads: how much is done at once.
        waiting: how much may be begun or wait before more is refused.
        seconds: how long a work may take, waiting included.
    """

    def __init__(self, *, threads: int, waiting: int, seconds: float) -> None:
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix="guidegraph")
        self._room = threads + waiting
        self._seconds = seconds
        self._taken = 0

    async def __call__(self, work: Callable[P, T], /, *arguments: P.args, **options: P.kwargs) -> T:
        """
        What the work gives.

        Raises:
            BusyError: too much work is waiting.
            StoppedError: it took longer than it may.
        """
        if self._taken >= self._room:
            raise BusyError("the server is busy; try again in a moment")
        self._taken += 1
        loop = asyncio.get_running_loop()
        begun = loop.run_in_executor(self._executor, partial(work, *arguments, **options))
        begun.add_done_callback(self._done)
        try:
            async with asyncio.timeout(self._seconds):
                return await asyncio.shield(begun)
        except TimeoutError:
            raise StoppedError(
                f"stopped after {self._seconds:g} seconds; ask for less at once"
            ) from None

    def close(self) -> None:
        """Take no more work, and forget what waits."""
        self._executor.shutdown(wait=False, cancel_futures=True)

    def _done(self, begun: asyncio.Future[T]) -> None:
        self._taken -= 1
        if not begun.cancelled():
            begun.exception()  # looked at, so that nobody complains of one that nobody waits for
