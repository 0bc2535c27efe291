"""`guidegraph lint-mapping`"""

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


@click.command("lint-mapping")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--old", multiple=True, required=True, metavar="EDITION", help="The edition it maps from."
)
@click.option("--new", required=True, metavar="EDITION", help="The edition it maps to.")
@click.option("--old-column", metavar="NAME", help="Column of a CSV file with the old ids.")
@click.option("--new-column", metavar="NAME", help="Column of a CSV file with the new ids.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info"]),
    help="Exit with 1 if a finding is at least as serious.",
)
@click.option(
    "--all", "everything", is_flag=True, help="Show every finding, however many of a rule."
)
@library_option
@format_option(ResultKind.CROSSWALK)
@output_option
def command(
    file: Path,
    old: tuple[str, ...],
    new: str,
    old_column: str | None,
    new_column: str | None,
    fail_on: str | None,
    everything: bool,
    library: Path | None,
    form: str,
    output: Path | None,
) -> int:
    """
    Compare a published mapping with both texts.

    FILE is SSSOM/TSV, or a CSV or TSV file with a column of old ids and one of new ids. Finds
    mappings that are stale, impossible, contradictory or about missing items, and items without a
    mapping.
    """
    from guidegraph.model.findings import Severity

    report = (
        open_library(library)
        .editors()
        .examine(file, old, new, old_column=old_column, new_column=new_column)
    )
    present(report, form, output, everything=everything)
    if fail_on is None:
        return 0
    limit = Severity(fail_on).rank
    return 1 if any(finding.severity.rank <= limit for finding in report.findings) else 0
