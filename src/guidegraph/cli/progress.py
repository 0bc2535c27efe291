"""How far the reading of a file is, on the terminal, if it takes long."""

from __future__ import annotations

import sys
import time
from typing import Final

import click


__all__ = ["ReadingProgress"]

_PATIENCE: Final = 2.0  # seconds
_STEP: Final = 0.2


class ReadingProgress:
    """Shows on standard error which page is read, from two seconds on, and clears it at the end."""

    def __init__(self) -> None:
        self._started = self._shown = time.monotonic()
        self._width = 0
        self._path = ""

    def __call__(self, path: str, done: int, total: int) -> None:
        """Show how many pages are read."""
        now = time.monotonic()
        if path != self._path or not done:
            self._path, self._started = path, now
        if done == total:
            self.clear()
        elif now - self._started >= _PATIENCE and now - self._shown >= _STEP:
            line = f"reading {path}: page {done} of {total}"
            line = "".join(each if each.isprintable() else "?" for each in line)
            click.echo("\r" + line.ljust(self._width), err=True, nl=False)
            self._shown, self._width = now, len(line)

    def clear(self) -> None:
        """Take away what is shown."""
        if self._width:
            click.echo("\r" + " " * self._width + "\r", err=True, nl=False)
            self._width = 0

    @staticmethod
    def is_wanted() -> bool:
        """Whether somebody looks at standard error."""
        return sys.stderr is not None and sys.stderr.isatty()
