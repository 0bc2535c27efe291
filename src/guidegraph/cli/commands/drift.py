"""`guidegraph drift`"""

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


@click.command("drift")
@click.argument("course")
@click.argument("edition")
@click.option("--summary", is_flag=True, help="Show only the words, not each statement.")
@click.option(
    "--all", "everything", is_flag=True, help="Show every word, not only the first eight."
)
@library_option
@format_option(ResultKind.DRIFT)
@output_option
def command(
    course: str,
    edition: str,
    summary: bool,
    everything: bool,
    library: Path | None,
    form: str,
    output: Path | None,
) -> None:
    """
    Show where the words of COURSE differ from those of EDITION.

    For each linked statement: the key words of the item that it leaves out, the words it has
    instead, and how much the two share; then the words that only one of the two uses.
    """
    report = open_library(library).curriculum().drift(course, edition)
    present(report, form, output, summary=summary, everything=everything)
