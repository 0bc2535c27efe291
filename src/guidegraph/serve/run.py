"""The server process: a socket, the event loop, and a stop that waits for running answers."""

from __future__ import annotations

import signal
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

import uvicorn
from starlette.types import ASGIApp

from guidegraph.api import Library
from guidegraph.model.errors import MisuseError
from guidegraph.publish.content import SiteOptions
from guidegraph.serve.connections import Connections
from guidegraph.serve.context import Context, WorkRunner
from guidegraph.serve.settings import ServerSettings
from guidegraph.store.files import today
from guidegraph.store.quad_store import built, fingerprint


__all__ = ["address_of", "context_of", "listening", "server", "stored", "until_stopped"]

_BACKLOG = 1024
_KEEP_ALIVE_SECONDS = 5
_STOP_SECONDS = 5
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


def stored(settings: ServerSettings, context: Context) -> ServerSettings:
    """The settings with their store on disk, built if it does not exist."""
    if settings.store is None:
        return settings
    folder = context.library.workspace.folder
    folders = [folder.path, *(each.path for each in folder.folders.values())]
    state = fingerprint(folders)
    return replace(settings, store=built(settings.store, state, context.librarian.everything))


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


def server(app: ASGIApp, settings: ServerSettings) -> uvicorn.Server:
    """What serves an application on listening sockets, with bounded connections."""
    _allow_files(settings.connections + _FILES_BESIDES)
    config = uvicorn.Config(
        app,
        loop="asyncio",
        http=Connections(settings).protocol(),
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
    return uvicorn.Server(config)


def until_stopped(serving: uvicorn.Server, listeners: Sequence[socket.socket]) -> None:
    """Serve until the process gets a signal to stop; running answers are finished first."""
    # uvicorn repeats the signal when it has stopped, which would end the process as killed.
    before = {number: signal.signal(number, _heard) for number in (signal.SIGINT, signal.SIGTERM)}
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
