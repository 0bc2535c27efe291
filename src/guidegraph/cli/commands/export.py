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
@library_option
@output_option
def command(edition: str, form: str, library: Path | None, output: Path | None) -> None:
    """
    Write EDITION as linked data.
    """
    deliver(open_library(library).export(edition, form), output)
