"""
Interrupt this process at one of its steps, which are the system calls that change files.

It is killed there, or the disk has no room from there on. Steps are seen where Python makes them,
not in libraries in other languages.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import signal
import stat
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


__all__ = ["Interruption", "Steps"]

_CALLS = (
    *("chmod", "fsync", "ftruncate", "link", "mkdir", "open", "remove", "rename", "replace"),
    *("rmdir", "symlink", "truncate", "unlink", "utime"),
)
_NEED_ROOM = frozenset(("fsync", "ftruncate", "link", "mkdir", "open", "symlink", "write"))
_CHANGING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


@dataclass(frozen=True, slots=True)
class Interruption:
    """
    What happens to a process.

    Attributes:
        step: before which step, from 0.
        is_kill: whether it is killed; otherwise the disk is full from there on.
        share: if the step is a write, how much of it is done, from 0 to 1.
    """

    step: int
    is_kill: bool = True
    share: float = 0.0


class Steps:
    """
    The steps of this process, counted.

    Attributes:
        count: how many there were.
    """

    def __init__(self, planned: Interruption | None = None) -> None:
        self.count = 0
        self._planned = planned

    def watch(self) -> None:
        """Count from now on, to the end of the process, and do what is planned."""
        sys.dont_write_bytecode = True
        for name in _CALLS:
            setattr(os, name, self._watched(name, getattr(os, name)))
        opened = self._opener(io.open)
        io.open = opened
        builtins.open = opened

    def take(
        self,
        name: str,
        place: object = None,
        write_share: Callable[[float], object] = lambda _share: None,
    ) -> None:
        """Count a step that is about to be taken, and interrupt it if that is planned."""
        at, planned = self.count, self._planned
        self.count += 1
        if planned is None or at < planned.step:
            return
        if planned.is_kill:
            write_share(planned.share)
            os.kill(os.getpid(), signal.SIGKILL)
        if name in _NEED_ROOM:
            if at == planned.step:
                write_share(planned.share)
            named = (str(place),) if isinstance(place, str | Path) else ()
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), *named)

    def _watched(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def watched(place: Any, *arguments: Any, **options: Any) -> Any:
            reads = name == "open" and not arguments[0] & _CHANGING
            if not reads and not str(place).startswith("/dev/"):
                self.take(name, place)
            return call(place, *arguments, **options)

        return watched

    def _opener(self, opened: Callable[..., Any]) -> Callable[..., Any]:
        def watched(
            file: Any,
            mode: str = "r",
            buffering: int = -1,
            encoding: str | None = None,
            errors: str | None = None,
            newline: str | None = None,
            closefd: bool = True,  # noqa: FBT002 - as Python's own
            opener: Any = None,
        ) -> Any:
            if not {*mode} & {*"wax+"} or str(file).startswith("/dev/"):
                return opened(file, mode, buffering, encoding, errors, newline, closefd, opener)
            if not isinstance(file, int):
                self.take("open", file)
            raw = _WatchedFile(self, file, mode.replace("b", "").replace("t", ""), closefd, opener)
            if buffering == 0:
                return raw
            buffered = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
            if "b" in mode:
                return buffered
            return io.TextIOWrapper(buffered, encoding, errors, newline)

        return watched


class _WatchedFile(io.FileIO):
    """A file of which each write is a step."""

    def __init__(
        self,
        steps: Steps,
        file: Any,
        mode: str,
        closefd: bool,
        opener: Any,
    ) -> None:
        super().__init__(file, mode, closefd, opener)
        self._steps = steps
        self._is_regular = stat.S_ISREG(os.fstat(self.fileno()).st_mode)

    def write(self, body: ReadableBuffer, /) -> int:
        if self._is_regular:
            whole, write = bytes(body), super().write
            self._steps.take(
                "write", write_share=lambda share: write(whole[: int(len(whole) * share)])
            )
        return super().write(body)
