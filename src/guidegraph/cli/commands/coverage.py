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
@click.option("--before", metavar="EDITION", help="Also compare with this edition.")
@click.option("--summary", is_flag=True, help="Show only the shares.")
@click.option("--all", "everything", is_flag=True, help="Show every gap, not only the first ten.")
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
    Show what COURSE covers of EDITION, and what it leaves out.

    Links to another edition are transferred.
    """
    report = open_library(library).curriculum().coverage(course, edition, before)
    present(report, form, output, summary=summary, everything=everything)
