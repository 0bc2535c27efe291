"""`guidegraph git-diff`, which git runs"""

from __future__ import annotations

import difflib
from pathlib import Path

import click

from guidegraph.cli.options import present
from guidegraph.model.errors import GuidegraphError


# path, old file, its hash and mode, new file, its hash and mode; after a rename, two more.
_ARGUMENTS = 7


@click.command("git-diff", hidden=True)
@click.argument("arguments", nargs=-1, required=True)
def command(arguments: tuple[str, ...]) -> int:
    """
    Show how the edition in a file changed, with the arguments that git gives a diff driver.

    A file that cannot be read as an edition is shown line by line, as git would.
    """
    from guidegraph.workspace import compare_files

    if len(arguments) < _ARGUMENTS:
        raise click.UsageError("git runs this; see 'guidegraph git-setup'")
    path, old_file, new_file = arguments[0], Path(arguments[1]), Path(arguments[4])
    click.echo(f"guidegraph {path}")
    try:
        present(compare_files(path, _content(old_file), _content(new_file)), "text", None)
    except GuidegraphError as error:
        click.echo(f"guidegraph: {error}", err=True)
        before, after = _lines(_content(old_file)), _lines(_content(new_file))
        for line in difflib.unified_diff(before, after, f"a/{path}", f"b/{path}", lineterm=""):
            click.echo(line)
    return 0  # any other code stops git


def _content(file: Path) -> bytes:
    """The content of a file; nothing for the empty file that git names for a missing one."""
    from guidegraph.store.files import read_bytes

    return b"" if str(file) == "/dev/null" else read_bytes(file)


def _lines(body: bytes) -> list[str]:
    return body.decode(errors="replace").splitlines()
