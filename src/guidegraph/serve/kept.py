"""
Results that cost much: each is made once, however many ask for it at the same time, and kept.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from guidegraph.serve.context import Run


__all__ = ["Kept"]

V = TypeVar("V")


class Kept(Generic[V]):
    """
    Results by what they are the result of.

    Args:
        run: what does blocking work.
        most: how many are kept; those asked for least recently are forgotten.
    """

    def __init__(self, run: Run, most: int) -> None:
        self._run = run
        self._most = most
        self._done: OrderedDict[Hashable, V] = OrderedDict()
        self._under_way: dict[Hashable, asyncio.Future[V]] = {}

    async def get(self, key: Hashable, make: Callable[[], V]) -> V:
        """
        The result kept under a key, made if there is none.
        """
        if key in self._done:
            self._done.move_to_end(key)
            return self._done[key]
        if key not in self._under_way:
            # A task of its own: who asked first may go away, and others still wait for it.
            task = asyncio.ensure_future(self._make(key, make))
            self._under_way[key] = task
            task.add_done_callback(lambda _: self._under_way.pop(key, None))
        return await asyncio.shield(self._under_way[key])

    async def _make(self, key: Hashable, make: Callable[[], V]) -> V:
        made = await self._run(make)
        self._done[key] = made
        while len(self._done) > self._most:
            self._done.popitem(last=False)
        return made
