"""What answers queries: worker processes, or another server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

from guidegraph.model.errors import GuidegraphError
from guidegraph.query.sparql import answer_of
from guidegraph.serve.work import BusyError
from guidegraph.store.worker import Worker


__all__ = ["Backend", "ProcessBackend", "QueryAnswer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryAnswer:
    """An answer in the form that was asked for; *complete* is false where rows were left out."""

    body: bytes
    complete: bool


class Backend(Protocol):
    """Answers queries of `query.sparql`."""

    async def __aenter__(self) -> Self: ...

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    async def answer(self, question: Mapping[str, Any], form: str) -> QueryAnswer:
        """
        The answer to a question, in a form.

        Raises:
            FormatError: the query is not SPARQL 1.1.
            MisuseError: it cannot be answered.
            StoppedError: it took too long or too much memory, or too many queries wait.
        """


class ProcessBackend:
    """
    Worker processes, each of which answers one query at a time.

    One that is stopped is replaced, so an endless query blocks a worker only for the time limit.

    Args:
        quads: makes the graphs as N-Quads; called once.
        store: the folder of a store on disk that holds them instead.
        count: how many processes.
        waiting: how many queries may wait for one.
        seconds: how long a query may take, and how long it may wait.
    """

    def __init__(
        self,
        *,
        quads: Callable[[], bytes],
        store: Path | None,
        count: int,
        waiting: int,
        seconds: float,
    ) -> None:
        self._quads = quads
        self._store = store
        self._seconds = seconds
        self._room = count + waiting
        self._count = count
        self._asked = 0
        self._free: asyncio.LifoQueue[Worker] = asyncio.LifoQueue()
        self._all: list[Worker] = []
        self._executor = ThreadPoolExecutor(count, thread_name_prefix="sparql")
        self._opening: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._opening = asyncio.create_task(self._open())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._opening is not None:
            self._opening.cancel()
        for worker in self._all:
            worker.interrupt()
        self._executor.shutdown(wait=False, cancel_futures=True)
        for worker in self._all:
            await asyncio.to_thread(worker.close)

    async def answer(self, question: Mapping[str, Any], form: str) -> QueryAnswer:
        """The answer of the next free worker."""
        async with self._worker() as worker:
            loop = asyncio.get_running_loop()
            asking = loop.run_in_executor(self._executor, self._ask, worker, question, form)
            try:
                reply = await asyncio.shield(asking)
            except asyncio.CancelledError:
                worker.interrupt()
                with suppress(GuidegraphError):
                    await asking
                raise
        return reply

    def _ask(self, worker: Worker, question: Mapping[str, Any], form: str) -> QueryAnswer:
        reply = worker.ask({**question, "form": form}, seconds=self._seconds)
        if "problem" in reply:
            answer_of(reply, question, "query")
        return QueryAnswer(body=reply["body"], complete=reply["complete"])

    @asynccontextmanager
    async def _worker(self) -> AsyncIterator[Worker]:
        if self._asked >= self._room:
            raise BusyError("too many queries are waiting; try again in a moment")
        self._asked += 1
        try:
            worker = await self._next()
            try:
                yield worker
            finally:
                self._free.put_nowait(worker)
        finally:
            self._asked -= 1

    async def _next(self) -> Worker:
        try:
            async with asyncio.timeout(self._seconds):
                if self._opening is not None:
                    await asyncio.shield(self._opening)
                return await self._free.get()
        except TimeoutError:
            raise BusyError(
                f"no worker was free for {self._seconds:g} seconds; try again in a moment"
            ) from None

    async def _open(self) -> None:
        """
        Make the graphs, and let one worker load them, so that the first query need not wait.
        """
        loop = asyncio.get_running_loop()
        store = self._store
        quads = b"" if store else await loop.run_in_executor(self._executor, self._quads)
        for _ in range(self._count):
            worker = Worker(quads, store=store)
            self._all.append(worker)
            self._free.put_nowait(worker)
