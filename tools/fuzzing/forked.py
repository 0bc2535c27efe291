"""A function or a command in a copy of this process, which has loaded what it needs."""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import resource
import signal
import sys
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from fuzzing.steps import Interruption, Steps


__all__ = ["Ended", "Started", "command", "load_all", "run", "start"]

SECONDS = 120


@dataclass(frozen=True, slots=True)
class Ended:
    """
    How a process ended.

    Attributes:
        code: its exit code, or less than 0 for the signal that ended it.
        said: what it wrote to standard error.
        steps: how many steps it took, if it was not killed.
        loaded: the modules that it has loaded.
    """

    code: int
    said: str
    steps: int = 0
    loaded: tuple[str, ...] = ()

    @property
    def was_killed(self) -> bool:
        """Whether it was killed, as planned."""
        return self.code == -signal.SIGKILL


@dataclass(slots=True)
class Started:
    """A process that has begun."""

    _id: int
    _said: int
    _told: int
    _ended: Ended | None = field(default=None)

    def wait(self) -> Ended:
        """How it ends."""
        if self._ended is None:
            told = _read(self._told)
            _, status = os.waitpid(self._id, 0)
            os.set_blocking(self._said, False)  # a process that it has started may still hold it
            said = _read(self._said)
            steps, loaded = json.loads(told) if told else (0, ())
            code = os.waitstatus_to_exitcode(status)
            self._ended = Ended(code, said, steps, tuple(loaded))
        return self._ended


def start(
    function: Callable[[], object],
    folder: Path,
    planned: Interruption | None = None,
    *,
    largest: int | None = None,
    after: int | None = None,
) -> Started:
    """
    Start a function in a folder.

    Args:
        function: what to run; what it returns is the exit code if it is a number.
        folder: where.
        planned: what is to interrupt it.
        largest: the largest size of a file that it may write, in bytes.
        after: a pipe; it begins when it can read a byte there.
    """
    said, told = os.pipe(), os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads, which we do not start
        id_ = os.fork()
    if id_ == 0:
        _run_here(function, folder, planned, largest, after, said[1], told[1])
    os.close(said[1])
    os.close(told[1])
    return Started(id_, said[0], told[0])


def run(
    function: Callable[[], object],
    folder: Path,
    planned: Interruption | None = None,
    *,
    largest: int | None = None,
) -> Ended:
    """Run a function in a folder to its end; the arguments are those of `start`."""
    return start(function, folder, planned, largest=largest).wait()


def command(*arguments: str) -> Callable[[], object]:
    """The command line with arguments, as a function to run."""

    def called() -> object:
        from guidegraph.cli.main import main

        main(arguments)

    return called


def load_all(ended: Ended) -> None:
    """Load what a process has loaded, so that the next one need not."""
    for name in ended.loaded:
        if name not in sys.modules and name.split(".")[0] != "__mp_main__":
            with contextlib.suppress(Exception):
                importlib.import_module(name)


def _run_here(
    function: Callable[[], object],
    folder: Path,
    planned: Interruption | None,
    largest: int | None,
    after: int | None,
    said: int,
    told: int,
) -> NoReturn:
    code = 70
    try:
        signal.alarm(SECONDS)
        os.chdir(folder)
        os.dup2(said, 2)
        os.dup2(os.open(os.devnull, os.O_RDWR), 0)
        os.dup2(0, 1)
        sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w", buffering=1)
        if after is not None:
            os.read(after, 1)
        if largest is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
        steps = Steps(planned)
        steps.watch()
        try:
            returned = function()
            code = returned if isinstance(returned, int) else 0
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 0
        os.write(told, json.dumps((steps.count, sorted(sys.modules))).encode())
    except BaseException:  # noqa: BLE001 - all that may come is a finding
        traceback.print_exc()
    finally:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.flush()
        os._exit(code)


def _read(pipe: int) -> str:
    body = b""
    with contextlib.suppress(BlockingIOError):
        while part := os.read(pipe, 65_536):
            body += part
    os.close(pipe)
    return body.decode(errors="backslashreplace")
