"""Caches: rendered documents, results of slow work, and answers from them."""

from __future__ import annotations

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Generic, TypeVar

from starlette.types import ASGIApp, Receive, Scope, Send

from guidegraph.model.errors import StoppedError
from guidegraph.serve.context import WorkRunner
from guidegraph.serve.headers import merged, to_raw
from guidegraph.serve.paths import name_of
from guidegraph.serve.work import BusyError


__all__ = ["Cache", "CacheMiddleware", "RenderedDocument", "ResultCache"]

T = TypeVar("T")


class Cache(Generic[T]):
    """
    Values by name; the least recently used are removed first.

    >>> cache = Cache[str](room=3)
    >>> cache.put("a", "1", size=2), cache.put("b", "2", size=1), cache.get("a")
    (None, None, '1')
    >>> cache.put("c", "3", size=1), cache.get("b"), cache.get("a")
    (None, None, '1')

    Args:
        room: the sum of the sizes of all values, at most.
    """

    def __init__(self, *, room: int) -> None:
        self._room = room
        self._taken = 0
        self._kept: OrderedDict[str, tuple[T, int]] = OrderedDict()

    def get(self, name: str) -> T | None:
        """The value with that name, if it is still stored."""
        found = self._kept.get(name)
        if found is None:
            return None
        self._kept.move_to_end(name)
        return found[0]

    def put(self, name: str, value: T, *, size: int) -> None:
        """Store a value; one larger than the whole cache is not stored."""
        if size > self._room:
            return
        self._taken += size - self._kept.pop(name, (value, 0))[1]
        self._kept[name] = (value, size)
        while self._taken > self._room:
            _, (_, freed) = self._kept.popitem(last=False)
            self._taken -= freed


# What a document needs in memory in addition to its body.
_OVERHEAD = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedDocument:
    """
    A rendered document: its bytes, its headers as a mapping, and all headers in the form of the
    protocol.
    """

    body: bytes
    etag: str
    headers: Mapping[str, str]
    raw: Sequence[tuple[bytes, bytes]]

    @classmethod
    def of(cls, body: bytes, headers: Mapping[str, str]) -> RenderedDocument:
        """A document from its bytes; the strong entity tag derives from them."""
        etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        tagged = {**headers, "ETag": etag}
        length = {"Content-Length": str(len(body))}
        return cls(body=body, etag=etag, headers=tagged, raw=merged(to_raw({**tagged, **length})))

    @property
    def size(self) -> int:
        """Its size in memory."""
        return len(self.body) + _OVERHEAD


V = TypeVar("V")


class ResultCache(Generic[V]):
    """
    Results of slow work by their inputs; each is computed once, however many wait for it.

    Work that takes longer than the time limit continues, and its result is stored for later
    requests.

    Args:
        run: what does blocking work.
        most: how many are stored; the least recently used are removed first.
    """

    def __init__(self, run: WorkRunner, most: int) -> None:
        self._run = run
        self._most = most
        self._lock = Lock()
        self._done: OrderedDict[Hashable, V] = OrderedDict()
        self._awaited: dict[Hashable, asyncio.Future[V]] = {}
        self._under_way: set[Hashable] = set()

    async def get(self, key: Hashable, make: Callable[[], V]) -> V:
        """
        The result stored under a key, computed if there is none.

        Raises:
            StoppedError: it takes longer than the time limit.
        """
        with self._lock:
            if key in self._done:
                self._done.move_to_end(key)
                return self._done[key]
        if key not in self._awaited:
            if key in self._under_way:
                raise StoppedError("this result is not ready yet; try again in a moment")
            # A task of its own: the first client may disconnect while others still wait.
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


_NOT_PLAIN = frozenset(
    {b"content-length", b"if-match", b"if-none-match", b"range", b"transfer-encoding"}
)


class CacheMiddleware:
    """
    Sends a cached document if the request has no conditions, and passes everything else on.

    Args:
        app: the application that answers the rest, with the same headers.
        cache: rendered documents, by their paths.
    """

    def __init__(self, app: ASGIApp, *, cache: Cache[RenderedDocument]) -> None:
        self._app = app
        self._cache = cache

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for a document that is there, whole."""
        made = None
        if scope["type"] == "http" and scope["method"] == "GET":
            name = name_of(scope["raw_path"])
            if name is not None and _NOT_PLAIN.isdisjoint(each for each, _ in scope["headers"]):
                made = self._cache.get(name)
        if made is None:
            await self._app(scope, receive, send)
            return
        await send({"type": "http.response.start", "status": 200, "headers": made.raw})
        await send({"type": "http.response.body", "body": made.body})
