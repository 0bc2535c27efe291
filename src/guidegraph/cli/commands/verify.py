"""
`guidegraph verify`
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


@click.command("verify")
@click.argument("edition", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every place, not only the first ten.")
@library_option
@format_option
@output_option
def command(
    edition: tuple[str, ...],
    everything: bool,
    library: Path | None,
    form: str,
    output: Path | None,
) -> int:
    """
    Account for every word of the sources.

    Says for each EDITION, or for all of them, which words of its source belong to none of its
    items, and which words of its items the source does not have. Exits with 1 if there are any.
    """
    opened = open_library(library)
    accounts = tuple(opened.verify(id_) for id_ in edition or opened.with_sources())
    if not accounts:
        click.echo(
            "guidegraph: nothing to verify; no edition.toml names a [source]",
            err=True,
        )
    if not accounts and form == "text":
        return 0
    present(accounts, form, output, everything=everything)
    return 0 if all(account.complete for account in accounts) else 1
