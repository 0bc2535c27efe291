"""`guidegraph release`"""

from __future__ import annotations

from pathlib import Path

import click

from guidegraph.cli.options import deliver, library_given, library_option, open_own_library


@click.command("release")
@click.argument("edition")
@click.option(
    "--version",
    metavar="VERSION",
    help="Its version; by default, a step after that of the edition before it.",
)
@click.option("--date", metavar="DATE", help="Its date of issue; by default, today.")
@library_option
def command(edition: str, version: str | None, date: str | None, library: Path | None) -> int:
    """
    Release EDITION: version, date, digest and change notes.

    They are written into its edition.toml and a CHANGES.md beside it, all or nothing. Exit with 1,
    and nothing is written, while `guidegraph check EDITION` has errors. The suggested version goes
    up by a major step if a rule is tightened or a duty added, by a patch if all changes are
    editorial, else by a minor step.
    """
    released = open_own_library(library).release(edition, version=version, issued=date)
    for finding in released.errors:
        items = ", ".join(finding.items)
        click.echo(f"guidegraph: {finding.rule}: {items}: {finding.message}", err=True)
    if count := len(released.errors):
        click.echo(
            f"guidegraph: {edition} has {count} error{'s' if count > 1 else ''} and is not "
            f"released; fix them, see 'guidegraph check {edition}{library_given(library)}'",
            err=True,
        )
        return 1
    deliver(released.notes.encode(), None)
    step = f" ({released.step} step)" if released.step else ""
    click.echo(
        f"released {edition} as version {released.version}{step}, {released.issued}, "
        f"{released.digest}",
        err=True,
    )
    return 0
