"""
`guidegraph build`
"""

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
    Build the graph (edition.ttl) of EDITION, or of each edition and course.
    """
    opened = open_library(library)
    ids = edition or opened.ids
    if not check:
        for path in opened.build(ids):
            click.echo(f"wrote {path}", err=True)
        return 0
    stale = [path for _, path, _ in opened.stale(ids)]
    for path in stale:
        click.echo(f"guidegraph: {path} is out of date; run 'guidegraph build'", err=True)
    return 1 if stale else 0
