"""`guidegraph map`"""

from __future__ import annotations

from pathlib import Path

import click

from guidegraph.cli.options import (
    format_option,
    library_option,
    library_or_files,
    names_file,
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
    dot, mermaid, graphml or node-link. EDITION may be a file.
    """
    opened = library_or_files(library, [Path(edition)] if names_file(edition) else [])
    target = opened.ids[0] if names_file(edition) else edition
    present(opened.librarian().map(target), form, output)
