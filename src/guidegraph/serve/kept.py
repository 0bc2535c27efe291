"""Results that cost much: each is made once, however many ask for it at the same time, and kept."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

from guidegraph.model.errors import StoppedError
from guidegraph.serve.context import Run
from guidegraph.serve.work import BusyError


__all__ = ["Kept"]

V = TypeVar("V")


class Kept(Generic[V]):
    """
    Results by what they are the result of.

    Work that takes longer than anybody may wait goes on all the same, and its result is kept for
    those who come again.

    Args:
        run: what does blocking work.
        most: how many are kept; those asked for least recently are forgotten.
    """

    def __init__(self, run: Run, most: int) -> None:
        self._run = run
        self._most = most
        self._lock = Lock()
        self._done: OrderedDict[Hashable, V] = OrderedDict()
        self._awaited: dict[Hashable, asyncio.Future[V]] = {}
        self._under_way: set[Hashable] = set()

    async def get(self, key: Hashable, make: Callable[[], V]) -> V:
        """
        The result kept under a key, made if there is none.

        Raises:
            StoppedError: it takes longer than one may wait.
        """
        with self._lock:
            if key in self._done:
                self._done.move_to_end(key)
                return self._done[key]
        if key not in self._awaited:
            if key in self._under_way:
                raise StoppedError("this result is not ready yet; try again in a moment")
            # A task of its own: who asked first may go away, and others still wait for it.
            task = asyncio.ensure_future(self._made(key, make))
            self._awaited[key] = task
            task.add_done_callback(lambda _: self._awaited.pop(key, None))
        return await asyncio.shield(self._awaited[key])

    async def _made(self, key: Hashable, make: Callable[[], V]) -> V:
        def making() -> V:
            try:
                value = make()
                self._keep(key, value)
            finally:
                self._under_way.discard(key)
            return value

        self._under_way.add(key)
        try:
            return await self._run(making)
        except BusyError:  # it was not begun
            self._under_way.discard(key)
            raise

    def _keep(self, key: Hashable, value: V) -> None:
        with self._lock:
            self._done[key] = value
            while len(self._done) > self._most:
                self._done.popitem(last=False)
