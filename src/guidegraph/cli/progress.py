"""How far a command is, on the terminal, if it takes long."""

from __future__ import annotations

import sys
import time
from typing import Final

import click


__all__ = ["ReadingProgress", "WorkProgress"]

_PATIENCE: Final = 2.0  # seconds
_STEP: Final = 0.2


class _Progress:
    """Shows a line on standard error, and clears it at the end."""

    def __init__(self) -> None:
        self._started = self._shown = time.monotonic()
        self._width = 0

    def _show(self, line: str, now: float) -> None:
        """Show a line instead of the last one, from two seconds on, and not too often."""
        if now - self._started >= _PATIENCE and now - self._shown >= _STEP:
            line = "".join(each if each.isprintable() else "?" for each in line)
            click.echo("\r" + line.ljust(self._width), err=True, nl=False)
            self._shown, self._width = now, len(line)

    def clear(self) -> None:
        """Take away what is shown."""
        if self._width:
            click.echo("\r" + " " * self._width + "\r", err=True, nl=False)
            self._width = 0


class WorkProgress(_Progress):
    """Shows how many bytes of a file are read, how fast, and how long the rest will take."""

    def __init__(self, *, wanted: bool = True) -> None:
        super().__init__()
        self._wanted = wanted and ReadingProgress.is_wanted()
        self._what = ""
        self._begun = self._started

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show how far the work is; without a *total*, only what is done."""
        now = time.monotonic()
        if what != self._what:
            self._what, self._begun = what, now
        if self._wanted:
            self._show(_line(what, done, total, now - self._begun), now)


def _line(what: str, done: int, total: int, seconds: float) -> str:
    """
    A line about the work.

    >>> _line("reading", 50_000_000, 200_000_000, 5.0)
    'reading: 50 of 200 MB (25 %), 10.0 MB/s, 0:15 left'
    """
    if not total:
        return f"{what} ({seconds:.0f} s)"
    rate = done / seconds if seconds else 0.0
    left = f", {_clock((total - done) / rate)} left" if rate else ""
    return (
        f"{what}: {done / 1e6:.0f} of {total / 1e6:.0f} MB ({100 * done // total} %), "
        f"{rate / 1e6:.1f} MB/s{left}"
    )


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


class ReadingProgress(_Progress):
    """Shows on standard error which page is read, from two seconds on, and clears it at the end."""

    def __init__(self) -> None:
        super().__init__()
        self._path = ""

    def __call__(self, path: str, done: int, total: int) -> None:
        """Show how many pages are read."""
        now = time.monotonic()
        if path != self._path or not done:
            self._path, self._started = path, now
        if done == total:
            self.clear()
        else:
            self._show(f"reading {path}: page {done} of {total}", now)

    @staticmethod
    def is_wanted() -> bool:
        """Whether somebody looks at standard error."""
        return sys.stderr is not None and sys.stderr.isatty()
