"""`guidegraph suggest-map`"""

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


@click.command("suggest-map")
@click.argument("course")
@click.argument("edition")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.2,
    show_default=True,
    metavar="SHARE",
    help="Show only links with at least this confidence, from 0 to 1.",
)
@library_option
@format_option(ResultKind.SUGGESTIONS)
@output_option
def command(
    course: str,
    edition: str,
    min_confidence: float,
    library: Path | None,
    form: str,
    output: Path | None,
) -> None:
    """
    Propose links from COURSE to EDITION, to be confirmed.

    With --format csv they have the columns of a map.csv, their confidence, and the words they are
    based on: keep the rows that are right, and write in confirmed_by who checked them.
    """
    found = open_library(library).curriculum().suggest(course, edition, min_confidence)
    present(found, form, output)
