"""`guidegraph log`"""

from __future__ import annotations

from pathlib import Path

import click

from guidegraph.cli.options import (
    files_argument,
    format_option,
    library_option,
    library_or_files,
    output_option,
    present,
)
from guidegraph.cli.vocabularies import large_stored
from guidegraph.render.format import ResultKind


@click.command("log")
@click.argument("item")
@files_argument
@click.option("--edition", metavar="EDITION", help="The edition that contains ITEM.")
@library_option
@format_option(ResultKind.LOG)
@output_option
def command(
    item: str,
    files: tuple[Path, ...],
    edition: str | None,
    library: Path | None,
    form: str,
    output: Path | None,
) -> None:
    """
    Show how ITEM changed in all editions of the library.

    ITEM is an id with its edition, such as combined:value/5/practice/3. Editions are compared along
    revision_of and derived_from of their edition.toml, and along confirmed lineages.

    With FILEs, these are the library: each is an edition, named after its file. With names of large
    stored editions (see `guidegraph store`), only what is around ITEM is read: ITEM is then a
    concept's IRI, the end of its IRI, or its notation, and each edition is compared with the one
    before it.
    """
    stored = large_stored([str(file) for file in files], library)
    if stored:
        from guidegraph.api import Library

        present(Library.log_of_stored(stored, item, edition), form, output)
        return
    present(library_or_files(library, files).editors().log(item, edition), form, output)
