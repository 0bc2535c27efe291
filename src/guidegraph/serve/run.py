"""The server process: a socket, the event loop, and a stop that waits for running answers."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import NoReturn

import uvicorn
from starlette.types import ASGIApp

from guidegraph.api import Library
from guidegraph.model.errors import MisuseError
from guidegraph.publish.content import SiteOptions
from guidegraph.serve.connections import Connections
from guidegraph.serve.context import Context, WorkRunner
from guidegraph.serve.pauses import keep_pauses_short
from guidegraph.serve.settings import ServerSettings
from guidegraph.serve.statements import statements
from guidegraph.serve.stopping import UnansweredRequests
from guidegraph.store.files import today
from guidegraph.store.quad_store import built, fingerprint


__all__ = [
    "address_of",
    "context_of",
    "leave",
    "listening",
    "server",
    "stored",
    "until_stopped",
]

_BACKLOG = 1024
_KEEP_ALIVE_SECONDS = 5
_STOP_SECONDS = 5
# When answers that are still being made are given up, and when those that are still being sent.
_GIVE_UP_SECONDS, _CUT_SECONDS = 4.0, 4.7
_FILES_BESIDES = 200


def context_of(
    library: Library, url: str, run: WorkRunner, options: SiteOptions | None = None
) -> Context:
    """
    What the parts of a server of a library share.

    Args:
        url: the public address of the server.
        options: how the site is published.
    """
    wanted = replace(options or SiteOptions(), services=True)
    return Context(
        site=library.publisher().site(wanted, today=today()),
        library=library,
        librarian=library.librarian(),
        catalogue=library.catalogue(),
        url=url,
        run=run,
    )


def leave() -> NoReturn:
    """End the process, though a thread still works: nobody waits for what it makes."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def stored(settings: ServerSettings, context: Context) -> ServerSettings:
    """The settings with their store on disk, built if it does not exist."""
    if settings.store is None:
        return settings
    folder = context.library.workspace.folder
    folders = [folder.path, *(each.path for each in folder.folders.values())]
    state = fingerprint(folders)
    return replace(
        settings, store=built(settings.store, state, lambda: statements(context.librarian))
    )


def listening(host: str, port: int) -> socket.socket:
    """
    A socket that listens.

    Raises:
        MisuseError: there is no such address, or it is taken.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        found = socket.socket(family, kind, protocol)
    except (OSError, UnicodeError):
        raise MisuseError(
            f"--host {host!r} is not an address of this machine; try 127.0.0.1"
        ) from None
    try:
        if sys.platform != "win32":  # there, two servers could share the port
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(address)
        found.listen(_BACKLOG)
    except OSError as error:
        found.close()
        reason = (error.strerror or str(error)).lower()
        raise MisuseError(
            f"cannot listen at {host}:{port} ({reason}); choose another --port"
        ) from None
    return found


def address_of(listener: socket.socket) -> str:
    """The address of a socket, as a URL."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def server(
    app: ASGIApp, settings: ServerSettings, unanswered: UnansweredRequests | None = None
) -> uvicorn.Server:
    """
    What serves an application on listening sockets, with bounded connections.

    Args:
        unanswered: the requests to be answered when it stops, if the application notes them.
    """
    connections = Connections(settings)
    _allow_files(settings.connections + _FILES_BESIDES)
    config = uvicorn.Config(
        app,
        loop="asyncio",
        http=connections.protocol(),
        ws="none",
        lifespan="on",
        interface="asgi3",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=_STOP_SECONDS,
    )
    return _Server(config, connections, unanswered or UnansweredRequests())


class _Server(uvicorn.Server):
    """A server whose stop takes no longer than promised, whatever its clients do."""

    def __init__(
        self, config: uvicorn.Config, connections: Connections, unanswered: UnansweredRequests
    ) -> None:
        super().__init__(config)
        self._connections_of_ours = connections
        self._unanswered = unanswered

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        loop = asyncio.get_running_loop()
        timers = [
            loop.call_later(_GIVE_UP_SECONDS, self._unanswered.stop),
            loop.call_later(_CUT_SECONDS, self._connections_of_ours.cut),
        ]
        await super().shutdown(sockets)
        for timer in timers:
            timer.cancel()


def until_stopped(serving: uvicorn.Server, listeners: Sequence[socket.socket]) -> None:
    """Serve until the process gets a signal to stop; running answers are finished first."""
    keep_pauses_short()
    # uvicorn repeats the signal when it has stopped, which would end the process as killed.
    before = {number: signal.signal(number, _heard) for number in (signal.SIGINT, signal.SIGTERM)}
    if hangup := getattr(signal, "SIGHUP", None):  # not on Windows
        before[hangup] = signal.signal(hangup, serving.handle_exit)
    try:
        serving.run(sockets=list(listeners))
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _heard(number: int, frame: object) -> None:
    """Ignore the repeated signal."""


def _allow_files(count: int) -> None:
    """Raise the limit of open files, connections included, as far as the system allows."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = count if hard == resource.RLIM_INFINITY else min(count, hard)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
