"""`guidegraph preview`"""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import click

from guidegraph.cli.options import library_option, open_library, present, table_options
from guidegraph.model.errors import GuidegraphError, MisuseError


_PAUSE = 0.5  # seconds


@click.command("preview")
@click.argument("old", nargs=-1, required=True)
@click.argument("new")
@click.option("--once", is_flag=True, help="Show it once, and stop.")
@table_options
@library_option
def command(old: tuple[str, ...], new: str, once: bool, library: Path | None) -> None:
    """
    Show what a draft changes, again whenever it is saved.

    That is the summary of the diff from OLD to NEW, what `guidegraph check` finds in NEW, and
    whether all of its source is accounted for. Stop it with Ctrl+C.
    """
    if once:
        _show(old, new, library)
        return
    files = open_library(library).drafter().files_of((*old, new))
    before: list[tuple[int, int] | None] | None = None
    while True:
        with suppress(GuidegraphError):  # which `_show` says
            files = open_library(library).drafter().files_of((*old, new))
        now = [_state(path) for path in files]
        if now != before:
            first, before = before is None, now
            click.clear()
            try:
                _show(old, new, library)
            except GuidegraphError as error:
                if first or isinstance(error, MisuseError):
                    raise  # it is not a draft that is being edited
                click.echo(f"guidegraph: {error}", err=True)
            click.echo(f"\n{time.strftime('%H:%M:%S')}  waiting for changes; stop with Ctrl+C")
        time.sleep(_PAUSE)


def _show(old: Sequence[str], new: str, library: Path | None) -> None:
    """The summary of the diff, the findings and the accounting, of the files as they are."""
    from guidegraph.model.accounting import Accounts

    opened = open_library(library)
    present(opened.diff(old, new).model, "text", None, summary=True)
    click.echo()
    present(opened.check(new), "text", None)
    try:
        account = opened.workspace.verified(new)
    except MisuseError:
        return  # there is nothing that it could be verified against
    click.echo()
    present(Accounts(accounts=(account,)), "text", None)


def _state(path: Path) -> tuple[int, int] | None:
    """What differs when a file was written."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size
