"""`guidegraph path`"""

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
from guidegraph.render.format import ResultKind


@click.command("path")
@click.argument("origin")
@click.argument("destination")
@library_option
@format_option(ResultKind.ROUTE)
@output_option
def command(
    origin: str, destination: str, library: Path | None, form: str, output: Path | None
) -> None:
    """
    Explain how ORIGIN and DESTINATION are related.

    Both are EDITION:ID, such as combined:value/7, of one edition or two. As a picture: --format
    svg, dot, mermaid, graphml or node-link.
    """
    present(open_library(library).librarian().path(origin, destination), form, output)
