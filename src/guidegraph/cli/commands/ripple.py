"""`guidegraph ripple`"""

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


@click.command("ripple")
@click.argument("term")
@click.argument("old")
@click.argument("new")
@click.option("--summary", is_flag=True, help="Show only the definition and the counts.")
@click.option(
    "--all", "everything", is_flag=True, help="Show every use, not only the first twelve."
)
@library_option
@format_option(ResultKind.RIPPLE)
@output_option
def command(
    term: str,
    old: str,
    new: str,
    summary: bool,
    everything: bool,
    library: Path | None,
    form: str,
    output: Path | None,
) -> None:
    """
    List everything that a changed definition affects.

    All items of NEW, and all statements of the courses, that use TERM, most important first:
    those that also use words that changed in the definition, then the others.

    TERM is an id such as term/peer-supporter, or a name.
    """
    found = open_library(library).curriculum().ripple(term, old, new)
    present(found, form, output, summary=summary, everything=everything)
