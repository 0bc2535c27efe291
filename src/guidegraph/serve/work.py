"""Blocking work outside the event loop: a few threads, a limited queue, a time limit."""

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
    """Work was not started because too much other work waits."""


class WorkerPool:
    """
    Threads for blocking work, a `WorkRunner`.

    A thread cannot be stopped: abandoned work continues and occupies its thread until it ends.
    Work without a limit of its own belongs in a process (`store.worker`).

    Args:
        threads: the number of threads.
        waiting: how much work may wait before more is refused.
        seconds: how long work may take, including waiting.
    """

    def __init__(self, *, threads: int, waiting: int, seconds: float) -> None:
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix="guidegraph")
        self._room = threads + waiting
        self._seconds = seconds
        self._taken = 0

    async def __call__(self, work: Callable[P, T], /, *arguments: P.args, **options: P.kwargs) -> T:
        """
        The result of the work.

        Raises:
            BusyError: too much work is waiting.
            StoppedError: it took longer than allowed.
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

    @property
    def works(self) -> bool:
        """Whether some work is not done yet."""
        return self._taken > 0

    def close(self) -> None:
        """Accept no more work, and drop what waits."""
        self._executor.shutdown(wait=False, cancel_futures=True)

    def _done(self, begun: asyncio.Future[T]) -> None:
        self._taken -= 1
        if not begun.cancelled():
            begun.exception()  # read, or asyncio warns about an exception nobody awaits
