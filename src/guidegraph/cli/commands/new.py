"""`guidegraph new`"""

from __future__ import annotations

from pathlib import Path

import click

from guidegraph.cli.options import library_given, library_option, open_own_library


@click.command("new")
@click.argument("edition")
@click.option("--from", "old", required=True, metavar="OLD", help="The edition to copy.")
@library_option
def command(edition: str, old: str, library: Path | None) -> None:
    """
    Start EDITION as a copy of an edition of the library.

    The copy states that it is a revision of OLD, and OLD--EDITION/lineage.sssom.tsv in the library
    pairs their items. It has no source and no date yet.
    """
    opened = open_own_library(library)
    written = opened.new(edition, old)
    for path in written:
        click.echo(f"wrote {path}", err=True)
    click.echo(
        f"next: edit {written[0]}, then: guidegraph diff {old} {edition}{library_given(library)}",
        err=True,
    )
