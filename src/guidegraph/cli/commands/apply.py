"""`guidegraph apply`"""

from __future__ import annotations

from pathlib import Path

import click

from guidegraph.cli.options import (
    deliver,
    library_option,
    open_library,
    output_option,
    to_option,
)
from guidegraph.render.format import ResultKind


@click.command("apply")
@click.argument("delta", type=click.Path(path_type=Path))
@click.argument("edition")
@click.option("--reverse", is_flag=True, help="EDITION is the new edition; make the old one.")
@to_option(ResultKind.EDITION, default="turtle")
@library_option
@output_option
def command(
    delta: Path, edition: str, reverse: bool, form: str, library: Path | None, output: Path | None
) -> None:
    """
    Make the new edition from EDITION and DELTA.

    DELTA is what `guidegraph diff OLD NEW --format delta-json` wrote.
    """
    deliver(open_library(library).editors().apply(delta, edition, form, back=reverse), output)
