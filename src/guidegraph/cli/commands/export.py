"""
`guidegraph export`
"""

from __future__ import annotations

from pathlib import Path

import click

from guidegraph.cli.options import deliver, library_option, open_library, output_option


@click.command("export")
@click.argument("edition")
@click.option("--to", "form", required=True, metavar="FORMAT", help="skos-turtle, json-ld …")
@click.option(
    "--since", multiple=True, metavar="OLD", help="Say also what became of these editions."
)
@click.option("--issued", metavar="DATE", help="When EDITION was issued, where it does not say.")
@click.option(
    "--loss-report",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write what the format cannot hold, a line for each loss.",
)
@library_option
@output_option
def command(
    edition: str,
    form: str,
    since: tuple[str, ...],
    issued: str | None,
    loss_report: Path | None,
    library: Path | None,
    output: Path | None,
) -> None:
    """
    Write EDITION as data, with --since also what changed.
    """
    exports = open_library(library).exports()
    subject = exports.subject(edition, since, issued)
    body = exports.write(subject, form)
    if loss_report is not None:
        deliver(exports.losses(subject, form), loss_report)
    deliver(body, output)
