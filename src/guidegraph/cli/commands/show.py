"""`guidegraph show`"""

from __future__ import annotations

from pathlib import Path

import click

from guidegraph.cli.documents import tell, working
from guidegraph.cli.options import (
    format_option,
    library_option,
    open_library,
    output_option,
    present,
    table_options,
    tracked_option,
)
from guidegraph.model.guesses import Guesses
from guidegraph.render.format import ResultKind, format_for


_KINDS = (ResultKind.EDITION, ResultKind.EXCERPT, ResultKind.GUESSES)


@click.command("show")
@click.argument("edition")
@click.argument("item", required=False)
@click.option(
    "--guesses", is_flag=True, help="Show what was guessed of a document, and what was left out."
)
@table_options
@tracked_option
@library_option
@format_option(*_KINDS)
@output_option
def command(
    edition: str,
    item: str | None,
    guesses: bool,
    library: Path | None,
    form: str,
    output: Path | None,
) -> None:
    """
    Show EDITION, or one ITEM with the items below it.

    EDITION is an id from `guidegraph editions`, or a file. ITEM is an id such as value/7.
    """
    opened = open_library(library)
    with working(f"reading {edition}"):
        found = opened.workspace.resolve(edition)
    if guesses:
        present(Guesses(edition=found), form, output)
        return
    if item is None and ResultKind.EXCERPT not in format_for(form, *_KINDS).holds:
        present(opened.workspace.quoted(edition), form, output)  # as `export` writes it
    else:
        present(opened.excerpt(edition, item), form, output)
    tell([(edition, found)])
