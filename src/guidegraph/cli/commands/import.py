"""`guidegraph import`"""  # noqa: N999 - named as the command

from __future__ import annotations

from pathlib import Path

import click

from guidegraph.cli.documents import summary_of, working
from guidegraph.cli.options import (
    library_given,
    library_option,
    open_own_library,
    table_options,
    tracked_option,
)
from guidegraph.importers.importer import Tracked
from guidegraph.model.errors import MisuseError
from guidegraph.model.excerpt import beginning


_MOST = 20


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--as", "name", required=True, metavar="ID", help="Id of the new edition.")
@click.option(
    "--revision-of",
    "before",
    multiple=True,
    metavar="ID",
    help="The edition before it, so that its items are followed from there; may be repeated.",
)
@click.option("--keep", is_flag=True, help="Keep the file itself, and read it each time.")
@click.option(
    "--profile",
    metavar="PROFILE",
    help="Read it with this layout profile: a file, or one of guidegraph by its name.",
)
@click.option(
    "--write-profile",
    "to",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Also write the layout profile that was guessed or used, to be corrected.",
)
@table_options
@tracked_option
@library_option
def command(
    file: Path,
    name: str,
    before: tuple[str, ...],
    keep: bool,
    profile: str | None,
    to: Path | None,
    library: Path | None,
) -> None:
    """
    Make FILE an edition of a library: outline, data and words.

    FILE is of any format that can be read. What was guessed is said at the end, and in the outline
    beside the items. Nothing is written if there is an edition of that id, or if anything fails.
    """
    from guidegraph.store.layout_profiles import refuse_existing, write_profile

    opened = open_own_library(library)
    if keep and opened.workspace.tracked is Tracked.REJECT:
        raise MisuseError(
            "--keep keeps the file, whose tracked changes are read as accepted; leave out --keep"
        )
    if to is not None:
        refuse_existing(to)
    with working(f"reading {file.name}"):
        made = opened.import_file(file, name, keep=keep, profile=profile, revision_of=before)
    if to is not None:
        write_profile(to, made.edition)
        _say(f"wrote the layout profile {to}; correct it, and use it with --profile {to}")
    count, where = len(made.edition.items), library_given(library)
    names = sorted(path.name for path in made.folder.iterdir())
    _say(f"wrote {', '.join(names)} in {made.folder}: {count} item{'s' if count != 1 else ''}")
    if made.lost:
        _say(f"the outline does not hold {'; '.join(made.lost)}")
    reading = made.edition.reading
    if reading is not None and (summary := summary_of(reading)):
        _say(summary)
        for guess in reading.guesses[:_MOST]:
            _say(f"{guess.place}: {guess.decision}: {beginning(guess.text, 60)!r}: {guess.why}")
        if len(reading.guesses) > _MOST:
            _say(f"and {len(reading.guesses) - _MOST} more; each is a comment in edition.md")
    others = [id_ for id_ in opened.workspace.guidelines if id_ != name]
    if others and not before:
        _say(
            f"no edition is named before {name}, so its items have no history; add revision_of = "
            f'["{others[-1]}"], or the right one, in {made.folder / "edition.toml"}'
        )
    if made.gaps:
        _say(f"{made.gaps} words are not accounted for; see 'guidegraph verify {name}{where}'")


def _say(text: str) -> None:
    click.echo(f"guidegraph: {text}", err=True)
