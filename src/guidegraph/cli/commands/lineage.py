"""`guidegraph lineage`"""

from __future__ import annotations

from pathlib import Path

import click
from click.core import ParameterSource

from guidegraph.cli.curation import curation, date_option, reviewer_option
from guidegraph.cli.options import deliver, library_option, open_library, output_option


@click.command("lineage")
@click.argument("old", nargs=-1, required=True)
@click.argument("new")
@click.option("--write", is_flag=True, help="Save in the library: OLD--NEW/lineage.sssom.tsv.")
@click.option("--confirm", is_flag=True, help="The reviewer confirms all undecided pairs.")
@reviewer_option
@date_option
@library_option
@output_option
def command(
    old: tuple[str, ...],
    new: str,
    write: bool,
    confirm: bool,
    reviewer: str | None,
    date: str | None,
    library: Path | None,
    output: Path | None,
) -> None:
    """
    Map each item of OLD to what it became in NEW (SSSOM).

    The mappings in the library make the lineages of its items, and every command uses the confirmed
    ones. Pairs that were confirmed earlier stay; accepted changes are confirmed by the person who
    accepted them; rejected changes are left out. With --confirm, undecided pairs are
    confirmed, too.
    """
    opened = open_library(library).editors()
    by = curation(reviewer, date) if confirm else None
    if (
        reviewer
        and not confirm
        and click.get_current_context().get_parameter_source("reviewer")
        is ParameterSource.COMMANDLINE
    ):
        click.echo("guidegraph: undecided pairs are not confirmed without --confirm", err=True)
    if write:
        path = opened.keep_lineage(old, new, by)
        click.echo(f"wrote {path}; run 'guidegraph build' to update the graphs", err=True)
        return
    deliver(opened.lineage(old, new, by), output)
