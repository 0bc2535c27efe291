"""`guidegraph show`"""

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
    tracked_option,
)
from guidegraph.render.format import ResultKind, format_for


_KINDS = (ResultKind.EDITION, ResultKind.EXCERPT)


@click.command("show")
@click.argument("edition")
@click.argument("item", required=False)
@table_options
@tracked_option
@library_option
@format_option(*_KINDS)
@output_option
def command(
    edition: str, item: str | None, library: Path | None, form: str, output: Path | None
) -> None:
    """
    Show EDITION, or one ITEM with the items below it.

    EDITION is an id from `guidegraph editions`, or a file. ITEM is an id such as value/7.
    """
    opened = open_library(library)
    if item is None and ResultKind.EXCERPT not in format_for(form, *_KINDS).holds:
        present(opened.workspace.quoted(edition), form, output)  # as `export` writes it
    else:
        present(opened.excerpt(edition, item), form, output)
