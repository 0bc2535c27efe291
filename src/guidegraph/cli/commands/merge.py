"""`guidegraph merge`"""

from __future__ import annotations

from pathlib import Path

import click

from guidegraph.cli.options import (
    deliver,
    format_option,
    library_option,
    open_library,
    output_option,
    present,
    table_options,
)
from guidegraph.drafter import writer_to
from guidegraph.render.format import ResultKind


@click.command("merge")
@click.argument("base")
@click.argument("ours")
@click.argument("theirs")
@table_options
@library_option
@format_option(ResultKind.MERGE)
@output_option
def command(
    base: str, ours: str, theirs: str, library: Path | None, form: str, output: Path | None
) -> int:
    """
    Merge two drafts of BASE item by item, and report conflicts.

    Each is an id from `guidegraph editions` or a file. The report is printed; with -o, the merged
    edition is written in the format that FILE ends in (.md, .csv, .ttl, .json …). Where the drafts
    exclude each other, it has what OURS says, or the item that only one of them dropped.
    """
    opened = open_library(library)
    writer = None if output is None else writer_to(output)
    merged = opened.merge(base, ours, theirs)
    if writer is not None:
        body, lost = writer(merged.edition)
        deliver(body, output)
        if lost:
            click.echo(f"guidegraph: {output} does not hold {'; '.join(lost)}", err=True)
    present(merged, form, None)
    return 1 if merged.conflicts else 0
