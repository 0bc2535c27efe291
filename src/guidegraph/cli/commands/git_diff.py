"""
`guidegraph git-diff`, which git runs
"""

from __future__ import annotations

import difflib
from pathlib import Path

import click

from guidegraph.cli.options import present
from guidegraph.model.errors import GuidegraphError


@click.command("git-diff", hidden=True)
@click.argument("path")
@click.argument("old_file", type=click.Path(path_type=Path))
@click.argument("old_hash")
@click.argument("old_mode")
@click.argument("new_file", type=click.Path(path_type=Path))
@click.argument("new_hash")
@click.argument("new_mode")
@click.argument("rename", nargs=-1)
def command(
    path: str,
    old_file: Path,
    old_hash: str,
    old_mode: str,
    new_file: Path,
    new_hash: str,
    new_mode: str,
    rename: tuple[str, ...],
) -> int:
    """
    Show how the edition in a file changed, with the arguments that git gives a diff driver.

    A file that cannot be read as an edition is shown line by line, as git would.
    """
    from guidegraph.api import compare_files

    click.echo(f"guidegraph {path}")
    try:
        present(compare_files(path, _content(old_file), _content(new_file)), "text", None)
    except GuidegraphError as error:
        click.echo(f"guidegraph: {error}", err=True)
        lines = [_lines(_content(file)) for file in (old_file, new_file)]
        for line in difflib.unified_diff(*lines, f"a/{path}", f"b/{path}", lineterm=""):
            click.echo(line)
    return 0  # any other code stops git


def _content(file: Path) -> bytes:
    """
    What a file holds; nothing for the empty file that git names for one that is not there.
    """
    from guidegraph.store.files import read_bytes

    return b"" if str(file) == "/dev/null" else read_bytes(file)


def _lines(body: bytes) -> list[str]:
    return body.decode(errors="replace").splitlines()
