"""`guidegraph suggest-map`"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from guidegraph.cli.options import (
    format_option,
    library_option,
    names_file,
    open_library,
    open_own_library,
    output_option,
    present,
)
from guidegraph.course.suggest import LEAST
from guidegraph.render.format import ResultKind


if TYPE_CHECKING:
    from guidegraph.model.drift import TakenLinks


_FIRST = 5


@click.command("suggest-map")
@click.argument("course")
@click.argument("edition")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=LEAST,
    show_default=True,
    metavar="SHARE",
    help="Show only links with at least this confidence, from 0 to 1.",
)
@click.option(
    "--take",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Add the links that FILE confirms to the map of COURSE, and remember those it refuses.",
)
@library_option
@format_option(ResultKind.SUGGESTIONS)
@output_option
def command(
    course: str,
    edition: str,
    min_confidence: float,
    take: Path | None,
    library: Path | None,
    form: str,
    output: Path | None,
) -> None:
    """
    Propose links from COURSE to EDITION, to be confirmed.

    Write a sheet with -o links.xlsx, links.html or links.csv, choose yes or no for each link, and
    take it in with --take: the links with yes are added to the course's map.csv, those with no are
    written to map-refused.csv beside it and are not proposed again.
    """
    if take is not None:
        opened = open_library(library) if names_file(course) else open_own_library(library)
        _say(opened.curriculum().take(course, edition, take))
        return
    found = open_library(library).curriculum().suggest(course, edition, min_confidence)
    present(found, form, output)


def _say(found: TakenLinks) -> None:
    """How much was taken."""
    click.echo(f"{found.map}: {_links(len(found.links))} added, {found.known} already there")
    click.echo(f"{_links(len(found.refused))} refused and not proposed again")
    click.echo(f"{_links(found.open)} left open")
    if found.lost:
        lines = ", ".join(str(link.line) for link in found.lost[:_FIRST])
        more = ", …" if len(found.lost) > _FIRST else ""
        click.echo(
            f"{_links(len(found.lost))} not taken: the course does not have their words any "
            f"more, or has them several times (line {lines}{more})"
        )


def _links(count: int) -> str:
    return "1 link" if count == 1 else f"{count} links"
