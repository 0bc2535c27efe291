"""`guidegraph search`"""

from __future__ import annotations

from pathlib import Path

import click

from guidegraph.cli.options import (
    format_option,
    library_option,
    library_or_files,
    names_file,
    output_option,
    present,
    table_options,
)
from guidegraph.model.errors import MisuseError
from guidegraph.render.format import ResultKind


@click.command("search")
@click.argument("words", nargs=-1, required=True, metavar="WORDS... [FILE]...")
@click.option("--edition", metavar="EDITION", help="Search only in this edition or course.")
@click.option(
    "--type",
    "type_",
    metavar="TYPE",
    help="Show only this type of item, such as PracticeStatement.",
)
@click.option("--any", "any_", is_flag=True, help="Find items with only some of the words, too.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    metavar="N",
    help="Maximum number of items.",
)
@table_options
@library_option
@format_option(ResultKind.HITS)
@output_option
def command(
    words: tuple[str, ...],
    edition: str | None,
    type_: str | None,
    any_: bool,
    limit: int,
    library: Path | None,
    form: str,
    output: Path | None,
) -> None:
    """
    Find items that contain all of WORDS, best matches first.

    A word is found in any of its forms: "supervise" finds supervisors and supervision, "chose"
    finds choose. Words in quotation marks inside the argument are a phrase: '"lived experience"'.
    Frequent words such as "the" are ignored. The versions of an item in several editions are one
    result.

    With FILEs after the words, such as rules.csv, search these instead of the library.
    """
    count = len(words)
    while count and names_file(words[count - 1]):
        count -= 1
    if not count:
        raise MisuseError(f"no words to search for in {', '.join(words)}; write them first")
    librarian = library_or_files(library, [Path(file) for file in words[count:]]).librarian()
    found = librarian.search(
        " ".join(words[:count]), edition=edition, type_=type_, limit=limit, any_=any_
    )
    present(found, form, output)
