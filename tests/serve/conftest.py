"""A real server on a port of its own, and small libraries to serve."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from threading import Thread

import httpx
import pytest

from guidegraph.api import Library
from guidegraph.publish.site import Alternate, Site, SiteDocument
from guidegraph.serve.app import application
from guidegraph.serve.context import Context
from guidegraph.serve.run import address_of, context_of, listening, server
from guidegraph.serve.settings import ServerSettings
from guidegraph.serve.work import WorkerPool
from tests.publish.vocabulary import VESSELS


_TYPES = {
    "html": "text/html",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "nt": "application/n-triples",
    "json": "application/json",
}
_BODIES = {"ttl": b"<http://example.org/s> a <http://example.org/T> .\n", "json": b"{}\n"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A server that runs: its address, what it is made of, and the lines of its log."""

    url: str
    port: int
    context: Context
    settings: ServerSettings
    log: list[str] = field(default_factory=list)

    def ask(
        self, path: str, method: str = "GET", *, data: object = None, **headers: str
    ) -> httpx.Response:
        """Ask for a path, without following to another; `if_none_match` is the header so called."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        body: dict[str, object] = {}
        if isinstance(data, bytes):
            body["content"] = data
        elif data is not None:
            body["data"] = data
        with httpx.Client(trust_env=False, timeout=120) as client:
            return client.request(method, f"{self.url[:-1]}{path}", headers=named, **body)  # type: ignore[arg-type]  # they are named

    def send(self, raw: bytes, *, seconds: float = 10) -> bytes:
        """What comes back for some bytes, until the server closes or says no more."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=seconds) as connection:
            connection.sendall(raw)
            found = b""
            try:
                while chunk := connection.recv(65_536):
                    found += chunk
            except (TimeoutError, ConnectionError):
                pass
            return found


Serve = Callable[..., AbstractContextManager[Served]]


@contextmanager
def _running(
    context_for: Callable[[str, WorkerPool], Context],
    settings: ServerSettings,
    *,
    public: bool = False,
) -> Iterator[Served]:
    """A server in a thread of its own."""
    log: list[str] = []
    workshop = WorkerPool(
        threads=settings.threads, waiting=settings.work_waiting, seconds=settings.work_seconds
    )
    with listening("127.0.0.1", 0) as listener:
        url = address_of(listener)
        context = context_for(url, workshop)
        app = application(context, settings, public=public, write=log.append)
        serving = server(app, settings)
        thread = Thread(target=lambda: asyncio.run(serving.serve(sockets=[listener])), daemon=True)
        thread.start()
        try:
            yield Served(
                url=url,
                port=listener.getsockname()[1],
                context=context,
                settings=settings,
                log=log,
            )
        finally:
            serving.should_exit = True
            thread.join(timeout=20)
            workshop.close()
        assert not thread.is_alive()


def small_site() -> Site:
    """A site with a library, an edition and an item, made by hand."""
    things: dict[str, tuple[Alternate, ...]] = {}
    found: dict[str, SiteDocument] = {}
    for name in ("", "first", "first/value/1", "first/term/é x"):
        stem = name or "index"
        things[name] = tuple(
            Alternate(name=suffix, media_type=type_, path=f"{stem}.{suffix}")
            for suffix, type_ in _TYPES.items()
        )
        for suffix, type_ in _TYPES.items():
            body = _BODIES.get(suffix, f"<title>{stem}</title>\n".encode())
            found[f"{stem}.{suffix}"] = SiteDocument(
                path=f"{stem}.{suffix}", media_type=type_, body=partial(bytes, body)
            )
    found["assets/site.css"] = SiteDocument(
        path="assets/site.css", media_type="text/css", body=lambda: b"body { margin: 0 }\n"
    )
    found["digits.txt"] = SiteDocument(
        path="digits.txt", media_type="text/plain", body=lambda: b"0123456789"
    )
    return Site(base="https://example.org/small/", title="Small", things=things, found=found)


@pytest.fixture(scope="session")
def served() -> Iterator[Served]:
    """The bundled library, served."""
    library = Library.open()
    patient = ServerSettings(seconds=60.0, body_seconds=60.0)  # a busy machine makes no test fail
    with _running(lambda url, run: context_of(library, url, run), patient) as found:
        yield found


@pytest.fixture(scope="session")
def small() -> Iterator[Served]:
    """The small site, served; queries are about the bundled library."""
    with _running(_small_context, ServerSettings(seconds=60.0, body_seconds=60.0)) as found:
        yield found


@pytest.fixture(scope="session")
def vocabulary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A vocabulary in three languages, served from its file."""
    file = tmp_path_factory.mktemp("served") / "vessels.ttl"
    file.write_text(VESSELS, encoding="utf-8")
    library = Library.of_files(file)
    patient = ServerSettings(seconds=60.0, body_seconds=60.0)
    with _running(lambda url, run: context_of(library, url, run), patient) as found:
        yield found


@pytest.fixture(scope="session")
def serve() -> Serve:
    """Serve the small site, with the queries of the bundled library, under other settings."""

    def serving(
        *, public: bool = False, site: Site | None = None, **settings: object
    ) -> AbstractContextManager[Served]:
        def context_for(url: str, run: WorkerPool) -> Context:
            return _small_context("https://example.org/guide/" if public else url, run, site)

        return _running(context_for, ServerSettings(**settings), public=public)  # type: ignore[arg-type]  # they are named

    return serving


def _small_context(url: str, run: WorkerPool, site: Site | None = None) -> Context:
    library = Library.open()
    return Context(
        site=site or small_site(),
        library=library,
        librarian=library.librarian(),
        catalogue=library.catalogue(),
        url=url,
        run=run,
    )
