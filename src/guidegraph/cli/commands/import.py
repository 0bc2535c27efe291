"""`guidegraph import`"""  # noqa: N999 - named as the command

from __future__ import annotations

from pathlib import Path

import click

from guidegraph.cli.documents import summary_of, working
from guidegraph.cli.options import library_option, open_library, table_options
from guidegraph.model.errors import MisuseError
from guidegraph.model.excerpt import beginning


_MOST = 20


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--as", "name", required=True, metavar="ID", help="Id of the new edition.")
@click.option("--keep", is_flag=True, help="Keep the file itself, and read it each time.")
@table_options
@library_option
def command(file: Path, name: str, keep: bool, library: Path | None) -> None:
    """
    Make FILE an edition of a library: outline, data and words.

    FILE is of any format that can be read. What was guessed is said at the end, and in the outline
    beside the items. Nothing is written if there is an edition of that id, or if anything fails.
    """
    if library is None and click.get_current_context().find_object(Path) is None:
        raise MisuseError(
            "no library to import into; name one with --library, or make one with 'guidegraph init'"
        )
    opened = open_library(library)
    with working(f"reading {file.name}"):
        made = opened.import_file(file, name, keep=keep)
    names = sorted(path.name for path in made.folder.iterdir())
    _say(f"wrote {', '.join(names)} in {made.folder}: {len(made.edition.items)} items")
    if made.lost:
        _say(f"the outline does not hold {'; '.join(made.lost)}")
    reading = made.edition.reading
    if reading is not None and (summary := summary_of(reading)):
        _say(summary)
        for guess in reading.guesses[:_MOST]:
            _say(f"{guess.place}: {guess.decision}: {beginning(guess.text, 60)!r}: {guess.why}")
        if len(reading.guesses) > _MOST:
            _say(f"and {len(reading.guesses) - _MOST} more; each is a comment in edition.md")
    if made.gaps:
        _say(f"{made.gaps} words are not accounted for; see 'guidegraph verify {name}'")


def _say(text: str) -> None:
    click.echo(f"guidegraph: {text}", err=True)
