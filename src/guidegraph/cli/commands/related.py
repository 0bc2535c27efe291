"""`guidegraph related`"""

from __future__ import annotations

from pathlib import Path

import click

from guidegraph.cli.options import (
    files_argument,
    format_option,
    library_option,
    library_or_files,
    output_option,
    present,
)
from guidegraph.render.format import ResultKind


@click.command("related")
@click.argument("item")
@files_argument
@click.option("--edition", metavar="EDITION", help="The edition that contains ITEM.")
@click.option(
    "--limit",
    type=click.IntRange(min=1, max=200),
    default=12,
    show_default=True,
    metavar="N",
    help="Maximum number of items.",
)
@library_option
@format_option(ResultKind.RELATED)
@output_option
def command(
    item: str,
    files: tuple[Path, ...],
    edition: str | None,
    limit: int,
    library: Path | None,
    form: str,
    output: Path | None,
) -> None:
    """
    Show what is related to ITEM, and why.

    ITEM is EDITION:ID, such as combined:value/7/practice/1. As a picture: --format svg, dot,
    mermaid, graphml or node-link.

    With FILEs, these are the library: each is an edition, named after its file.
    """
    present(
        library_or_files(library, files).librarian().related(item, edition=edition, limit=limit),
        form,
        output,
    )
