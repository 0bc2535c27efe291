"""`guidegraph queries`"""

from __future__ import annotations

from pathlib import Path

import click

from guidegraph.cli.options import format_option, output_option, present
from guidegraph.render.format import ResultKind


@click.command("queries")
@click.argument("name", required=False)
@format_option(ResultKind.QUERIES)
@output_option
def command(name: str | None, form: str, output: Path | None) -> None:
    """List the named queries, or show one with its parameters."""
    from guidegraph.query.named import NamedQueries, named_queries, named_query

    found = tuple(named_queries().values()) if name is None else (named_query(name),)
    present(NamedQueries(queries=found), form, output)
