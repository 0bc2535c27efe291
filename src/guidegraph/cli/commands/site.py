"""`guidegraph site`"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from guidegraph.cli.options import (
    files_argument,
    library_option,
    library_or_files,
    site_options,
)


@click.group("site")
def command() -> None:
    """Publish a library as pages to read in a browser."""


@command.command("build")
@files_argument
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder to build in: a new one, or one with an earlier build.",
)
@click.option(
    "--url", metavar="URL", help="Public address of the site; feeds and sitemaps need it."
)
@click.option(
    "--with-decisions", is_flag=True, help="Publish who decided what about changes, and why."
)
@site_options
@library_option
def build(
    files: tuple[Path, ...],
    output: Path,
    url: str | None,
    with_decisions: bool,
    base_iri: str | None,
    title: str | None,
    language: str | None,
    templates: Path | None,
    library: Path | None,
) -> None:
    """
    Build the site: pages that work on any web server and from a disk.

    With FILEs, these are the library: each is an edition, named after its file.
    """
    from guidegraph.store.files import today

    opened = library_or_files(library, files)
    if base_iri is not None:
        opened = opened.rebased(base_iri)
    publisher = opened.publisher()
    site = publisher.site(
        publisher.options(title=title, url=url, language=language, templates=templates),
        today=today(),
        decisions=with_decisions,
    )
    terminal = sys.stderr is not None and sys.stderr.isatty()
    with click.progressbar(
        length=len(site.found), label="building", file=sys.stderr, hidden=not terminal
    ) as progress:
        done = publisher.write(site, output, each=lambda: progress.update(1))
    click.echo(
        f"{output}: {done.written} files written, {done.kept} unchanged, {done.removed} removed"
        f"; open {output / 'index.html'}",
        err=True,
    )
