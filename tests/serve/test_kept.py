"""Results that cost much are made once, and kept."""

from __future__ import annotations

import asyncio
from functools import partial
from threading import Event

import pytest

from guidegraph.model.errors import MisuseError, StoppedError
from guidegraph.serve.cache import ResultCache
from guidegraph.serve.work import BusyError, WorkerPool


def test_many_who_ask_at_once_wait_for_one_result() -> None:
    """Ten who ask at the same time, and one who asks later, get what was made once."""
    made: list[int] = []

    async def ask() -> list[int]:
        workshop = WorkerPool(threads=2, waiting=20, seconds=10)
        kept = ResultCache[int](workshop, 4)

        def make() -> int:
            made.append(1)
            return len(made)

        found = list(await asyncio.gather(*(kept.get("a", make) for _ in range(10))))
        found.append(await kept.get("a", make))
        workshop.close()
        return found

    assert [1] * 11 == asyncio.run(ask())


def test_what_was_not_asked_for_lately_is_forgotten() -> None:
    """Beyond so many results, the one asked for least recently is made again."""
    made: list[str] = []

    async def ask() -> None:
        workshop = WorkerPool(threads=1, waiting=20, seconds=10)
        kept = ResultCache[str](workshop, 2)

        def make(key: str) -> str:
            made.append(key)
            return key

        for key in ("a", "b", "a", "c", "a", "b"):
            await kept.get(key, partial(make, key))
        workshop.close()

    asyncio.run(ask())
    assert ["a", "b", "c", "b"] == made


def test_what_takes_too_long_is_there_later() -> None:
    """Work that is given up is not begun twice, and what it gives is kept."""
    go_on = Event()
    made: list[int] = []

    async def ask() -> int:
        workshop = WorkerPool(threads=2, waiting=20, seconds=0.05)
        kept = ResultCache[int](workshop, 4)

        def make() -> int:
            made.append(1)
            go_on.wait(timeout=30)
            return 7

        with pytest.raises(StoppedError, match="stopped after"):
            await kept.get("a", make)
        with pytest.raises(StoppedError, match="not ready yet; try again in a moment"):
            await kept.get("a", make)
        go_on.set()
        while True:
            try:
                found = await kept.get("a", make)
            except StoppedError:
                await asyncio.sleep(0.01)
            else:
                workshop.close()
                return found

    assert 7 == asyncio.run(ask())
    assert [1] == made


def test_what_fails_is_tried_again() -> None:
    """An error is told to who asked, and not kept; nor is it that the server was busy."""

    async def ask() -> list[str]:
        workshop = WorkerPool(threads=1, waiting=0, seconds=10)
        kept = ResultCache[str](workshop, 4)
        told = []

        def fail() -> str:
            raise MisuseError("no")

        with pytest.raises(MisuseError, match="no"):
            await kept.get("a", fail)
        told.append(await kept.get("a", lambda: "first"))
        go_on = Event()
        busy = asyncio.ensure_future(workshop(go_on.wait, 30))
        await asyncio.sleep(0)
        with pytest.raises(BusyError):
            await kept.get("b", lambda: "second")
        go_on.set()
        await busy
        await asyncio.sleep(0)
        told.append(await kept.get("b", lambda: "second"))
        workshop.close()
        return told

    assert ["first", "second"] == asyncio.run(ask())
