"""`guidegraph editions`"""

from __future__ import annotations

from pathlib import Path

import click

from guidegraph.cli.options import (
    format_option,
    library_option,
    open_library,
    output_option,
    present,
)
from guidegraph.render.format import ResultKind, format_for


@click.command("editions")
@library_option
@format_option(ResultKind.LIBRARY)
@output_option
def command(library: Path | None, form: str, output: Path | None) -> None:
    """List the editions and courses of the library."""
    opened = open_library(library)
    if ResultKind.DATASET in format_for(form, ResultKind.LIBRARY).holds:
        present(opened.exports().library(), form, output)  # as `export library` writes it
    else:
        present(opened.catalogue(), form, output)
