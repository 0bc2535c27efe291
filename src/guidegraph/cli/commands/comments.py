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
    "registers",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Read this file instead of the edition's comments.csv: a commenting table (.docx, .xlsx, "
    ".csv), or a Word document with comments. May be given several times.",
)
@click.option("--carry", "new", metavar="NEW", help="Move the comments to this later edition.")
@click.option("--summary", is_flag=True, help="Show only the counts.")
@library_option
@format_option(ResultKind.COMMENTS)
@output_option
def command(
    edition: str,
    item: str | None,
    registers: tuple[Path, ...],
    new: str | None,
    summary: bool,
    library: Path | None,
    form: str,
    output: Path | None,
) -> None:
    """
    Show the comments on EDITION, or on one ITEM.

    Each with its clause, the proposed change, and the decision; comments on items below ITEM are
    included. FILE is what members sent in: the commenting table of ISO or CEN, or a document that
    --format docx-tracked wrote, with their comments. Each comment is attached to items by its
    clause, its paragraph and the words it quotes; what is not attached, or is no comment, is
    named.

    The commenting table with the decisions: --format docx, xlsx or csv. As Web Annotations:
    --format turtle or json-ld.
    """
    curriculum = open_library(library).curriculum()
    if new is None:
        found = curriculum.comments(edition, item, registers)
    else:
        found = curriculum.carried_comments(edition, new, item, registers)
    present(found, form, output, summary=summary)
