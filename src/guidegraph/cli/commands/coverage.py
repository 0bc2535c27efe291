"""`guidegraph coverage`"""

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


@click.command("coverage")
@click.argument("course")
@click.argument("edition")
@click.option("--before", metavar="EDITION", help="Hold it against this edition, too.")
@click.option("--summary", is_flag=True, help="The shares alone.")
@click.option("--all", "everything", is_flag=True, help="Every gap, not only the first ten.")
@library_option
@format_option(ResultKind.COVERAGE)
@output_option
def command(
    course: str,
    edition: str,
    before: str | None,
    summary: bool,
    everything: bool,
    library: Path | None,
    form: str,
    output: Path | None,
) -> None:
    """
    Say what COURSE covers of EDITION, and what it leaves out.

    Links that were made to another edition are carried over.
    """
    report = open_library(library).curriculum().coverage(course, edition, before)
    present(report, form, output, summary=summary, everything=everything)
