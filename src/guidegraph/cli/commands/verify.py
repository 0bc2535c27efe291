"""`guidegraph verify`"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path

import click

from guidegraph.cli.documents import tell, working
from guidegraph.cli.options import (
    format_option,
    library_option,
    open_library,
    output_option,
    present,
    table_options,
)
from guidegraph.model.accounting import GapKind
from guidegraph.render.format import ResultKind


@click.command("verify")
@click.argument("edition", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Show every place, not only the first ten.")
@table_options
@library_option
@format_option(ResultKind.ACCOUNTS)
@output_option
def command(
    edition: tuple[str, ...],
    everything: bool,
    library: Path | None,
    form: str,
    output: Path | None,
) -> int:
    """
    Account for every word, triple, cell and value of the sources.

    Shows for each EDITION or file, or for all editions, what of its source is in none of its items,
    nor kept beside them, and what its items have that the source does not have. Exits with 1 if
    there is anything.
    """
    opened = open_library(library)
    with working("accounting for every word"):
        found = opened.verify(*edition)
    accounts = found.accounts
    if not accounts:
        click.echo(
            "guidegraph: nothing to verify; no edition.toml names a [source], and no edition was "
            "read from data",
            err=True,
        )
    if not accounts and form == "text":
        return 0
    present(found, form, output, everything=everything)
    tell([(name, opened.workspace.resolve(name)) for name in edition])
    kinds = {gap.kind for account in accounts for gap in account.gaps}
    for line in _advice({gap.kind for each in accounts if not each.shares for gap in each.gaps}):
        click.echo(f"guidegraph: {line}", err=True)
    return 1 if kinds else 0


def _advice(kinds: AbstractSet[GapKind]) -> Iterator[str]:
    """What to do about gaps of these kinds."""
    if kinds - {GapKind.STALE}:
        yield (
            "correct the outline (edition.md) until it says what the source says; declare in "
            "edition.toml what the source prints in addition to items (furniture) and what the "
            "text extraction damaged (correction, interruption)"
        )
    elif kinds:
        yield "build the graph again with 'guidegraph build'"
