"""What several commands have in common: the library, the format, where the result goes."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from guidegraph.model.errors import MisuseError


if TYPE_CHECKING:
    from guidegraph.api import Library


__all__ = [
    "deliver",
    "format_option",
    "library_option",
    "lineage_option",
    "open_library",
    "output_option",
    "present",
    "site_options",
]

F = TypeVar("F", bound=Callable[..., Any])

_WIDEST = 110


def library_option(function: F) -> F:
    """Add `--library`, which may also stand before the command or in the environment."""
    return click.option(
        "--library",
        metavar="DIR",
        type=click.Path(path_type=Path),
        help="Use the library in this folder (or set GUIDEGRAPH_LIBRARY).",
    )(function)


def lineage_option(function: F) -> F:
    """Add `--no-lineage`, for commands whose results rest on a comparison of editions."""
    return click.option(
        "--no-lineage",
        "afresh",
        is_flag=True,
        help="Compare afresh, whatever the library has confirmed of its editions.",
    )(function)


def format_option(function: F) -> F:
    """Add `--format`, one of the output formats."""
    return click.option(
        "--format",
        "form",
        default="text",
        show_default=True,
        metavar="FORMAT",
        help="text for people, json for programs.",
    )(function)


def output_option(function: F) -> F:
    """Add `-o`, a file to write the result to."""
    return click.option(
        "-o",
        "--output",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Write to this file, whole or not at all, instead of the terminal.",
    )(function)


def site_options(function: F) -> F:
    """Add what a publisher may want of a site: `--title`, `--base-iri`, `--templates`."""
    for option in (
        click.option("--title", metavar="TITLE", help="Call the site so, not as the library."),
        click.option(
            "--base-iri", metavar="IRI", help="Begin IRIs with this, not as the library does."
        ),
        click.option(
            "--templates",
            metavar="DIR",
            type=click.Path(path_type=Path),
            help="Templates, style sheets and scripts that stand in for ours of the same name.",
        ),
    ):
        function = option(function)
    return function


def open_library(library: Path | None, *, afresh: bool = False) -> Library:
    """
    The library that the command, the group or the environment names, else the bundled one.

    *afresh* is for comparisons that shall not rest on what the library has confirmed.
    """
    from guidegraph.api import Library

    path = library or click.get_current_context().find_object(Path)
    return Library.open(path, lineage=not afresh)


def present(
    result: object,
    form: str,
    output: Path | None,
    *,
    everything: bool = False,
    summary: bool = False,
    by: str = "value",
    max_chars: int | None = None,
) -> None:
    """Render a result and deliver it."""
    from guidegraph.render.renderer import FORMATS, By, Page

    render = FORMATS[form]
    terminal = output is None and sys.stdout is not None and sys.stdout.isatty()
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    width = min(shutil.get_terminal_size().columns, _WIDEST) if terminal else 100
    page = Page(
        width=width,
        colour=terminal and not plain,
        everything=everything,
        summary=summary,
        by=By(by),
        max_chars=max_chars,
    )
    deliver(render(result, page).encode(), output)


def deliver(body: bytes, output: Path | None) -> None:
    """Write a result to a file, or to standard output."""
    if output is not None:
        from guidegraph.store.files import write_atomically

        write_atomically(output, body)
    elif sys.stdout is None:
        raise MisuseError("standard output is closed; name a file with -o")
    else:
        sys.stdout.buffer.write(body)
        sys.stdout.buffer.flush()
