"""`guidegraph blame`"""

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


@click.command("blame")
@click.argument("edition")
@library_option
@format_option(ResultKind.BLAME)
@output_option
def command(edition: str, library: Path | None, form: str, output: Path | None) -> None:
    """
    Show since when each item of EDITION has its wording.

    And where its words come from: each group of words with the edition in which it first appeared.
    """
    present(open_library(library).editors().blame(edition), form, output)
