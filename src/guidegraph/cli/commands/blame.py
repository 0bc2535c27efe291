"""`guidegraph blame`"""

from __future__ import annotations

from pathlib import Path

import click

from guidegraph.cli.options import (
    files_argument,
    format_option,
    library_option,
    library_or_files,
    names_file,
    output_option,
    present,
)
from guidegraph.render.format import ResultKind


@click.command("blame")
@click.argument("edition")
@files_argument
@library_option
@format_option(ResultKind.BLAME)
@output_option
def command(
    edition: str, files: tuple[Path, ...], library: Path | None, form: str, output: Path | None
) -> None:
    """
    Show since when each item of EDITION has its wording.

    And where its words come from: each group of words with the edition in which it first appeared.

    With FILEs alone, these are the library, and the EDITION is the latest of them.
    """
    if names_file(edition):
        files = (Path(edition), *files)
    opened = library_or_files(library, files)
    target = opened.ids[-1] if names_file(edition) else edition
    present(opened.editors().blame(target), form, output)
