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
from guidegraph.model.coverage import DEEPEST, HeadingLevel
from guidegraph.render.format import ResultKind


_DEEP = 1000


def _level(_ctx: click.Context, _param: click.Parameter, value: str | None) -> HeadingLevel:
    """The level of headings that a text names."""
    text = (value or "").strip().lower()
    if value is None or text == DEEPEST:
        return None if value is None else DEEPEST
    if text.isdecimal() and 1 <= int(text[:6]) <= _DEEP:
        return int(text[:6])
    raise click.BadParameter(f"{value!r} is not a level; use 1, 2 … or {DEEPEST}")


@click.command("coverage")
@click.argument("course")
@click.argument("edition")
@click.option("--before", metavar="EDITION", help="Also compare with this edition.")
@click.option(
    "--level",
    callback=_level,
    metavar="LEVEL",
    help="The headings that are columns: 1, 2 … or deepest; by default, the modules.",
)
@click.option("--summary", is_flag=True, help="Show only the shares.")
@click.option("--all", "everything", is_flag=True, help="Show every gap, not only the first ten.")
@library_option
@format_option(ResultKind.COVERAGE)
@output_option
def command(
    course: str,
    edition: str,
    before: str | None,
    level: HeadingLevel,
    summary: bool,
    everything: bool,
    library: Path | None,
    form: str,
    output: Path | None,
) -> None:
    """
    Show what COURSE covers of EDITION, and what it leaves out.

    Links to another edition are transferred. The modules of the course are
    columns; deeper headings belong to their module.
    """
    report = open_library(library).curriculum().coverage(course, edition, before, level)
    present(report, form, output, summary=summary, everything=everything)
