"""`guidegraph serve`"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Sequence
from pathlib import Path

import click

from guidegraph.cli.options import (
    files_argument,
    library_option,
    library_or_files,
    site_options,
)
from guidegraph.model.errors import MisuseError


_URL = re.compile(r"https?://[\w.~:\[\]-]+(?:/[\w.~!$&'()*+,;=:@%/-]*)?", re.ASCII)


@click.command("serve")
@files_argument
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(min=0, max=65_535),
    default=8000,
    show_default=True,
    help="Port to listen on; 0 for any free port.",
)
@click.option(
    "--url",
    metavar="URL",
    help="Public address of the server, if it is behind a proxy.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.001, max=3_600),
    default=10.0,
    show_default=True,
    metavar="SECONDS",
    help="Stop a query after this time.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1, max=1_000_000),
    default=200_000,
    show_default=True,
    metavar="ROWS",
    help="Refuse an answer of more rows.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1, max=64),
    default=4,
    show_default=True,
    metavar="COUNT",
    help="Number of queries to answer at the same time.",
)
@click.option(
    "--store",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Store the statements in this folder instead of in memory.",
)
@click.option("--watch", is_flag=True, help="Serve the new state when files of the library change.")
@click.option("--endpoint", metavar="URL", help="Send queries to this SPARQL server instead.")
@site_options
@library_option
def command(
    files: tuple[Path, ...],
    host: str,
    port: int,
    url: str | None,
    timeout: float,
    limit: int,
    workers: int,
    store: Path | None,
    watch: bool,
    endpoint: str | None,
    title: str | None,
    base_iri: str | None,
    language: str | None,
    templates: Path | None,
    library: Path | None,
) -> None:
    """
    Serve the site of a library, with SPARQL and APIs.

    All answers are from the state that the library has at the start; see --watch.

    By default, only this machine can reach it; see --host. Put a web server with TLS before
    it to publish it. With FILEs, these are the library: each is an edition, named after its file.
    """
    try:
        from guidegraph.serve.run import address_of, leave, listening, server, until_stopped
        from guidegraph.serve.settings import ServerSettings
        from guidegraph.serve.states import LibraryStates
        from guidegraph.serve.watching import LatestState
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("starlette", "uvicorn", "httptools"):
            raise
        raise MisuseError(f"serving needs {error.name}; install guidegraph[serve]") from None

    if store is not None and endpoint is not None:
        raise MisuseError("give --store or --endpoint, not both")
    if store is not None and files:
        raise MisuseError("--store is for libraries; serve files without it")
    settings = ServerSettings(
        seconds=timeout, rows=limit, workers=workers, store=store, endpoint=endpoint
    )
    opened = library_or_files(library, files)
    known = _root(url) if url else None
    with listening(host, port) as listener:
        states = LibraryStates(
            library=opened,
            files=files,
            settings=settings,
            address=address_of(listener),
            url=known,
            base=base_iri,
            title=title,
            language=language,
            templates=templates,
        )
        first = states.latest()
        try:
            _warn(host, first.hidden)
            click.echo(f"Serving {first.title!r} at {states.address}")
            serving = LatestState(
                first,
                signature=states.signature if watch else None,
                make=states.latest,
                write=lambda line: click.echo(line, err=True),
            )
            until_stopped(server(serving, settings, states.unanswered), [listener])
        finally:
            first.close()
    if states.works:
        leave()


def _root(url: str) -> str:
    if not _URL.fullmatch(url):
        raise MisuseError(
            f"--url {url!r} is not the address of a server; give one such as https://example.org/"
        )
    return url if url.endswith("/") else f"{url}/"


def _warn(host: str, hidden: Sequence[str]) -> None:
    """Warn about what may not be intended."""
    if not _is_loopback(host):
        click.echo(
            f"guidegraph: everyone who can reach {host} can read the library, without encryption; "
            "put a web server with TLS before it",
            err=True,
        )
    for name in hidden:
        click.echo(
            f"guidegraph: the edition {name!r} has no page on this server, "
            "which uses that address itself; rename it",
            err=True,
        )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
