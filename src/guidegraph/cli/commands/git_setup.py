"""`guidegraph git-setup`"""

from __future__ import annotations

from pathlib import Path

import click


@click.command("git-setup")
@click.option("--undo", is_flag=True, help="Undo: git shows editions as before.")
def command(undo: bool) -> None:
    """
    Make git show changes of editions item by item.

    Works on the repository of the current folder: `git diff` and `git show --ext-diff` then run
    guidegraph for edition.md, course.md and their graphs. Nothing is committed.
    """
    from guidegraph.store.git_driver import ATTRIBUTES, register, unregister

    place = unregister(Path.cwd()) if undo else register(Path.cwd())
    if undo:
        click.echo(f"git shows editions as before ({place})", err=True)
    else:
        click.echo(f"git diff shows {', '.join(ATTRIBUTES)} item by item ({place})", err=True)
