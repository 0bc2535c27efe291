"""`guidegraph comments`"""

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


@click.command("comments")
@click.argument("edition")
@click.argument("item", required=False)
@click.option(
    "--file",
    "register",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Use this CSV file instead of the edition's comments.csv.",
)
@click.option("--summary", is_flag=True, help="Show only the counts.")
@library_option
@format_option(ResultKind.COMMENTS)
@output_option
def command(
    edition: str,
    item: str | None,
    register: Path | None,
    summary: bool,
    library: Path | None,
    form: str,
    output: Path | None,
) -> None:
    """
    Show the comments on EDITION, or on one ITEM.

    Each with its clause, the proposed change, and the decision; comments on items below ITEM are
    included. As Web Annotations: --format turtle or json-ld.
    """
    found = open_library(library).curriculum().comments(edition, item, register)
    present(found, form, output, summary=summary)
