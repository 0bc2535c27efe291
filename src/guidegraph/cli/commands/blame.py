"""
`guidegraph blame`
"""

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


@click.command("blame")
@click.argument("edition")
@library_option
@format_option
@output_option
def command(edition: str, library: Path | None, form: str, output: Path | None) -> None:
    """
    Say of each item of EDITION since which edition it reads so, and where its words come from.
    """
    present(open_library(library).blame(edition), form, output)
