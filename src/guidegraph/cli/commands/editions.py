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


@click.command("editions")
@library_option
@format_option
@output_option
def command(library: Path | None, form: str, output: Path | None) -> None:
    """List the editions and courses of the library."""
    present(open_library(library).catalogue(), form, output)
