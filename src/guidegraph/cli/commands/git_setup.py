"""`guidegraph git-setup`"""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command("git-setup")
@click.option("--undo", is_flag=True, help="Undo: git shows editions as before.")
def command(undo: bool) -> None:
    """
    Make git show changes of editions item by item.

    Works on the repository of the current folder: `git diff` and `git show --ext-diff` then run
    guidegraph for all files in formats that it can read. Other content of such files is shown line
    by line, as before. Nothing is committed.
    """
    from guidegraph.store.git_driver import patterns, register, unregister

    if undo:
        place = unregister(Path.cwd())
        click.echo(f"git shows editions as before ({place})", err=True)
        return
    place = register(Path.cwd(), _program())
    click.echo(f"git diff shows {', '.join(patterns())} item by item ({place})", err=True)


def _program() -> tuple[str, ...]:
    """What runs guidegraph, as it runs now, from any folder."""
    script = Path(sys.argv[0])
    if script.stem == "guidegraph" and script.is_file():
        return (script.absolute().as_posix(),)
    return (Path(sys.executable).as_posix(), "-m", "guidegraph")
