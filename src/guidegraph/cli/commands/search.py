"""`guidegraph search`"""

from __future__ import annotations

from pathlib import Path

import click

from guidegraph.cli.options import (
    format_option,
    library_option,
    open_library,
    output_option,
    present,
    table_options,
)
from guidegraph.render.format import ResultKind


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@click.option("--edition", metavar="EDITION", help="Search only in this edition or course.")
@click.option(
    "--type",
    "type_",
    metavar="TYPE",
    help="Show only this type of item, such as PracticeStatement.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    metavar="N",
    help="Maximum number of items.",
)
@table_options
@library_option
@format_option(ResultKind.HITS)
@output_option
def command(
    words: tuple[str, ...],
    edition: str | None,
    type_: str | None,
    limit: int,
    library: Path | None,
    form: str,
    output: Path | None,
) -> None:
    """
    Find items that contain WORDS, best matches first.

    A word is found in any of its forms: "supervise" finds supervisors and supervision.
    """
    librarian = open_library(library).librarian()
    found = librarian.search(" ".join(words), edition=edition, type_=type_, limit=limit)
    present(found, form, output)
