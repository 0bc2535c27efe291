"""`guidegraph git-diff`, which git runs"""

from __future__ import annotations

from pathlib import Path

import click

from guidegraph.cli.options import deliver, present
from guidegraph.model.errors import GuidegraphError


# path, old file, its hash and mode, new file, its hash and mode; after a rename, two more.
_ARGUMENTS = 7
_MISSING = "/dev/null"


@click.command("git-diff", hidden=True)
@click.argument("arguments", nargs=-1, required=True)
def command(arguments: tuple[str, ...]) -> int:
    """
    Show how the edition in a file changed, with the arguments that git gives a diff driver.

    A file that cannot be read as an edition is shown line by line, as git would.
    """
    from guidegraph.store.git import line_diff
    from guidegraph.workspace import compare_files

    if len(arguments) < _ARGUMENTS:
        raise click.UsageError("git runs this; see 'guidegraph git-setup'")
    path, old_file, old_hash, _, new_file, new_hash, _, *renamed = arguments
    name = renamed[0] if renamed else path
    names = _state(old_file, old_hash, path), _state(new_file, new_hash, name)
    moved = f" (before: {path})" if name != path else ""
    click.echo(f"guidegraph {name}: {names[0]} → {names[1]}{moved}")
    try:
        old, new = _content(old_file), _content(new_file)
        present(compare_files(name, old, new, names=names), "text", None)
    except (GuidegraphError, RecursionError, MemoryError) as error:
        click.echo(f"guidegraph: {str(error) or 'too large'}; shown line by line", err=True)
        deliver(line_diff(name, Path(old_file), Path(new_file), Path.cwd()), None)
    return 0  # any other code stops git


def _state(file: str, hash_: str, path: str) -> str:
    """The name of a state of a file: what git knows it as."""
    from guidegraph.store.git import name_of_state

    return "no file" if file == _MISSING else name_of_state(hash_, path, Path.cwd())


def _content(file: str) -> bytes:
    """The content of a file; nothing for the empty file that git names for a missing one."""
    from guidegraph.store.files import read_bytes

    return b"" if file == _MISSING else read_bytes(Path(file))
