"""`guidegraph store`"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import click

from guidegraph.cli.options import (
    format_option,
    library_option,
    output_option,
    own_library,
    present,
)
from guidegraph.cli.progress import WorkProgress
from guidegraph.model.errors import OccupiedError
from guidegraph.render.format import ResultKind


@click.group("store")
def command() -> None:
    """Store large vocabularies, to compare and query them."""


@command.command("add")
@click.argument("edition")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-q", "--quiet", is_flag=True, help="Do not show how far it is.")
@click.option(
    "--memory",
    type=click.IntRange(min=64),
    default=1024,
    show_default=True,
    metavar="MB",
    help="Use at most about this much memory for data, and the disk for more.",
)
@library_option
def add(edition: str, file: Path, quiet: bool, memory: int, library: Path | None) -> None:
    """
    Store FILE as EDITION: one file that is never changed.

    FILE is RDF in any syntax, also compressed (.gz, .bz2, .xz). Stored editions are in the folder
    `stored` of the library, or of the current folder. If this is interrupted, give the same command
    again: it goes on where it was.
    """
    from guidegraph.bulk.ingest import add_edition
    from guidegraph.store.library import LIBRARY_FILE

    place = own_library(library)
    if (place / LIBRARY_FILE).exists() and (place / edition).exists():
        raise OccupiedError(f"{edition!r} is an edition of the library; take another name")
    with _shown(quiet=quiet) as progress:
        made = add_edition(place, edition, file, memory=memory * 1024**2, progress=progress)
    noun = "triple" if made.triples == 1 else "triples"
    undecided = (
        f"; {made.undecided:,} are in components of blank nodes too symmetric to compare"
        if made.undecided
        else ""
    )
    click.echo(f"Stored {made.triples:,} {noun} as {edition} in {made.path}{undecided}.")


@command.command("list")
@library_option
@format_option(ResultKind.STORED)
@output_option
def list_stored(library: Path | None, form: str, output: Path | None) -> None:
    """List the stored editions, and where they came from."""
    from guidegraph.model.triples import StoredEditions
    from guidegraph.store.stored import read_stored, stored_editions

    found = stored_editions(own_library(library))
    present(StoredEditions(editions=tuple(map(read_stored, found.values()))), form, output)


@contextlib.contextmanager
def _shown(*, quiet: bool) -> Iterator[WorkProgress]:
    """Shows how far the work is, and takes that away at the end."""
    progress = WorkProgress(wanted=not quiet)
    try:
        yield progress
    finally:
        progress.clear()
