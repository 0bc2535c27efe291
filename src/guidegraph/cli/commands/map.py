"""`guidegraph map`"""

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


@click.command("map")
@click.argument("edition")
@library_option
@format_option(ResultKind.MAP)
@output_option
def command(edition: str, library: Path | None, form: str, output: Path | None) -> None:
    """
    Show how the values of EDITION are related.

    By shared terms and by similar practices. As a picture: --format svg,
    dot, mermaid, graphml or node-link.
    """
    present(open_library(library).librarian().map(edition), form, output)
