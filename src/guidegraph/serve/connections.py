"""
Connections are limited in number and in time: slow clients do not block others.

uvicorn bounds neither how long a client may take to send the head of a request, nor how large that
may be, nor how long one may take to fetch an answer; and at its limit of connections it refuses
the next client, not the one that has been idle for longest. This module adds that.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from guidegraph.serve.settings import ServerSettings


__all__ = ["Connections"]

_TICK_SECONDS = 1.0
_LEAST_BYTES = 16 * 1024
"""What a client must take in each `stall_seconds`, if so much is waiting for it."""


class Connections:
    """
    All connections of a server, and what they are allowed.

    Args:
        settings: the limits.
    """

    def __init__(self, settings: ServerSettings) -> None:
        self.settings = settings
        self._open: set[_Connection] = set()
        # Those that wait for the head of a request, in the order in which they began to.
        self._idle: OrderedDict[_Connection, float] = OrderedDict()
        self._ticking: asyncio.TimerHandle | None = None

    def protocol(self) -> type[HttpToolsProtocol]:
        """The protocol class for uvicorn."""
        ours = self

        class BoundedConnection(_Connection):
            connections_of_ours = ours

        return BoundedConnection

    def opened(self, connection: _Connection) -> None:
        """Take a new connection; if there are too many, the longest idle one is closed."""
        self._open.add(connection)
        self.idle(connection)
        if len(self._open) > self.settings.connections:
            victim = next(iter(self._idle))
            self.closed(victim)
            victim.transport.abort()
        if self._ticking is None:
            self._ticking = connection.loop.call_later(_TICK_SECONDS, self._tick, connection.loop)

    def closed(self, connection: _Connection) -> None:
        """Forget a connection."""
        self._open.discard(connection)
        self._idle.pop(connection, None)

    def idle(self, connection: _Connection) -> None:
        """Note that a connection waits for the head of a request from now on."""
        if connection in self._open:
            self._idle[connection] = connection.loop.time()
            self._idle.move_to_end(connection)

    def busy(self, connection: _Connection) -> None:
        """Note that a request has come."""
        self._idle.pop(connection, None)

    def cut(self) -> None:
        """Close all connections, whatever is still being sent."""
        for connection in list(self._open):
            connection.transport.abort()

    def _tick(self, loop: asyncio.AbstractEventLoop) -> None:
        """Close connections that took too long."""
        now = loop.time()
        for connection in [each for each in self._idle if each.sends()]:
            self.idle(connection)  # until the client has all of the answer, it waits for nothing
        late = [
            connection
            for connection, since in self._idle.items()
            if now - since > self.settings.head_seconds
        ]
        late += [each for each in self._open if each.stalls(now, self.settings.stall_seconds)]
        for connection in late:
            self.closed(connection)
            connection.transport.abort()
        self._ticking = loop.call_later(_TICK_SECONDS, self._tick, loop) if self._open else None


class _Connection(HttpToolsProtocol):
    """
    A connection that keeps account of its requests' heads and of what is not taken of its answers.
    """

    connections_of_ours: Connections

    _head_bytes = 0
    _in_head = False
    _unsent = 0
    _unsent_since = 0.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        super().connection_made(transport)
        self.connections_of_ours.opened(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self.connections_of_ours.closed(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self.transport.is_closing():
            return  # the rest of a request that was refused
        super().data_received(data)
        if self._in_head:
            self._head_bytes += len(data)
            if self._head_bytes > self.connections_of_ours.settings.head_bytes:
                self._refuse_head()

    def on_message_begin(self) -> None:
        self._head_bytes, self._in_head = 0, True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._in_head = False
        size = len(self.url) + sum(len(name) + len(value) for name, value in self.headers)
        if size > self.connections_of_ours.settings.head_bytes:
            self._refuse_head()
            return
        self.connections_of_ours.busy(self)
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        if not self.transport.is_closing():
            super().on_body(body)

    def on_message_complete(self) -> None:
        if not self.transport.is_closing():
            super().on_message_complete()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if not self.pipeline:
            self.connections_of_ours.idle(self)

    def resume_writing(self) -> None:
        self._unsent = 0  # the client has taken most of a part
        super().resume_writing()

    def sends(self) -> bool:
        """Whether a part of an answer still waits to be sent."""
        return self.transport.get_write_buffer_size() > 0

    def stalls(self, now: float, seconds: float) -> bool:
        """Whether the client takes nothing, or next to nothing, of what is sent to it."""
        waiting = self.transport.get_write_buffer_size()
        if waiting == 0 or self._unsent == 0 or waiting <= self._unsent - _LEAST_BYTES:
            self._unsent, self._unsent_since = waiting, now
            return False
        return now - self._unsent_since > seconds

    def _refuse_head(self) -> None:
        self._in_head = False
        self.transport.write(
            b"HTTP/1.1 431 Request Header Fields Too Large\r\n"
            b"content-length: 0\r\nconnection: close\r\n\r\n"
        )
        self.transport.close()
