"""`guidegraph init`"""

from __future__ import annotations

import shlex
from pathlib import Path

import click


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--title", default="My guideline", show_default=True, help="Title of the library.")
@click.option(
    "--base",
    default="https://example.org/guideline/",
    show_default=True,
    metavar="IRI",
    help="Beginning of the addresses of its items.",
)
def command(folder: Path, title: str, base: str) -> None:
    """Create an empty library in FOLDER."""
    from guidegraph.api import Library

    Library.create(folder, title=title, base=base)
    where = shlex.quote(str(folder))
    click.echo(
        f"made {folder / 'library.toml'}\n"
        f"next: guidegraph import FILE --as 2026 --library {where}, for a document you have,\n"
        f"or make a folder {folder / '2026'} with an edition.toml and an edition.md in it;\n"
        f"then: guidegraph editions --library {where}",
        err=True,
    )
