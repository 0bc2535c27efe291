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
    edition is written in the format that FILE ends in (.ttl, .csv, .json …). Where the drafts
    exclude each other, it has what OURS says, or the item that only one of them dropped.
    """
    from guidegraph.render.format import written

    opened = open_library(library)
    if output is not None:
        from guidegraph.drafter import form_of

        target = form_of(output)
        merged = opened.merge(base, ours, theirs)
        deliver(written(target, merged.edition), output)
    else:
        merged = opened.merge(base, ours, theirs)
    present(merged, form, None)
    return 1 if merged.conflicts else 0
