"""What is reported while documents are read, and how they were understood."""

from __future__ import annotations

import contextlib
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from guidegraph.model.reading import GuessKind, Reading


if TYPE_CHECKING:
    from guidegraph.model.edition import Edition

__all__ = ["summary_of", "tell", "working"]

_PATIENCE = 2.0  # seconds until a user wants to know
_NOUNS = {
    GuessKind.HEADING: ("heading", "headings"),
    GuessKind.LEVEL: ("level of a heading", "levels of headings"),
    GuessKind.LIST: ("list entry", "list entries"),
    GuessKind.PARAGRAPH: ("paragraph", "paragraphs"),
    GuessKind.TABLE: ("table", "tables"),
    GuessKind.ROW: ("row that goes on", "rows that go on"),
    GuessKind.COLUMN: ("column", "columns"),
    GuessKind.JOIN: ("join at a line end", "joins at line ends"),
    GuessKind.FURNITURE: ("running head", "running heads"),
    GuessKind.NOTE: ("footnote", "footnotes"),
    GuessKind.ORDER: ("place", "places"),
}


def summary_of(reading: Reading) -> str:
    """
    How a document was understood, in a phrase; empty if nothing was guessed or left out.

    >>> summary_of(Reading())
    ''
    """
    parts = []
    if reading.guesses:
        counts = Counter(guess.decision for guess in reading.guesses)
        named = (f"{n} {_NOUNS[each][n != 1]}" for each, n in sorted(counts.items(), key=_most))
        number = len(reading.guesses)
        parts.append(f"{number} guess{'es' if number > 1 else ''} ({', '.join(named)})")
    words = sum(len(each.text.split()) for each in reading.left_out)
    if words:
        parts.append(
            f"{words} word{'s' if words > 1 else ''} left out (running heads and the like)"
        )
    if reading.profile is not None:
        parts.append(f"read with the layout profile {reading.profile!r}")
    return ", ".join(parts)


def _most(counted: tuple[GuessKind, int]) -> tuple[int, str]:
    return -counted[1], counted[0]


def tell(editions: Iterable[tuple[str, Edition]]) -> None:
    """Say on standard error how documents were understood, a line for each."""
    for name, edition in editions:
        if edition.reading is None or not (summary := summary_of(edition.reading)):
            continue
        click.echo(
            f"guidegraph: {name}: {summary}; see them with "
            f"'guidegraph show {_quoted(name)} --guesses'",
            err=True,
        )


def _quoted(name: str) -> str:
    import shlex

    return shlex.quote(name).replace("'", '"') if " " in name else name


@contextlib.contextmanager
def working(what: str) -> Iterator[None]:
    """Show on a terminal that there is work being done, if it takes longer than a moment."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    done = threading.Event()
    start = time.monotonic()

    def show() -> None:
        wait = _PATIENCE
        while not done.wait(wait):
            seconds = int(time.monotonic() - start)
            click.echo(f"\rguidegraph: {what}, {seconds} s ", nl=False, err=True)
            wait = 1.0
        if time.monotonic() - start >= _PATIENCE:
            click.echo(f"\r{' ' * (len(what) + 24)}\r", nl=False, err=True)

    thread = threading.Thread(target=show, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
