"""
`guidegraph diff`
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


@click.command("diff")
@click.argument("old", nargs=-1, required=True)
@click.argument("new")
@click.option("--all", "everything", is_flag=True, help="Also what changed in type only.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 if anything changed.")
@library_option
@format_option
@output_option
def command(
    old: tuple[str, ...],
    new: str,
    everything: bool,
    exit_code: bool,
    library: Path | None,
    form: str,
    output: Path | None,
) -> int:
    """
    Say what became of every item of OLD in NEW.

    OLD and NEW are ids from `guidegraph editions`, or files. With several OLDs, say which of them
    each item of NEW came from.
    """
    comparison = open_library(library).diff(old, new)
    present(comparison, form, output, everything=everything)
    if not comparison.changes.audit.passed:
        click.echo("guidegraph: the diff does not explain every item; see its audit", err=True)
        return 1
    return 1 if exit_code and comparison.changes.changes else 0
