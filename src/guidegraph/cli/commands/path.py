"""`guidegraph path`"""

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


@click.command("path")
@click.argument("origin")
@click.argument("destination")
@files_argument
@library_option
@format_option(ResultKind.ROUTE)
@output_option
def command(
    origin: str,
    destination: str,
    files: tuple[Path, ...],
    library: Path | None,
    form: str,
    output: Path | None,
) -> None:
    """
    Explain how ORIGIN and DESTINATION are related.

    Both are EDITION:ID, such as combined:value/7, of one edition or two. As a picture: --format
    svg, dot, mermaid, graphml or node-link.

    With FILEs, these are the library: each is an edition, named after its file.
    """
    present(library_or_files(library, files).librarian().path(origin, destination), form, output)
