"""`guidegraph build`"""

from __future__ import annotations

from pathlib import Path

import click

from guidegraph.cli.options import library_option, open_library


@click.command("build")
@click.argument("edition", nargs=-1)
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a graph is out of date.")
@library_option
def command(edition: tuple[str, ...], check: bool, library: Path | None) -> int:
    """
    Build the graphs of editions and courses.

    Writes the edition.ttl (or course.ttl) of each EDITION whose outline or source has changed; of
    all of them where none is named.
    """
    opened = open_library(library)
    if not check:
        written = opened.build(*edition)
        for path in written:
            click.echo(f"wrote {path}", err=True)
        if not written:
            click.echo("guidegraph: nothing to build; every graph is up to date", err=True)
        return 0
    stale = [path for path, _ in opened.stale(*edition)]
    for path in stale:
        click.echo(f"guidegraph: {path} is out of date; run 'guidegraph build'", err=True)
    return 1 if stale else 0
