"""Limits of time and memory for a command that works by itself, and what is said at a limit."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Callable, Iterator
from typing import Any, NoReturn, TypeVar

import click

from guidegraph.model.errors import StoppedError


__all__ = ["MEGABYTES", "bound_options", "bounded"]

F = TypeVar("F", bound=Callable[..., Any])

MEGABYTES = 4096
"""The memory that a command may take, unless more is allowed."""

_MEGABYTE = 1024**2
_NO_ROOM = ("failed to map segment", "annot allocate memory")


class _Late(BaseException):
    """The time is up; no handler of errors on the way keeps it."""


def bound_options(seconds: float) -> Callable[[F], F]:
    """Add `--timeout`, by default so many *seconds*, and `--memory`."""

    def add(function: F) -> F:
        function = click.option(
            "--memory",
            type=click.IntRange(min=256),
            default=MEGABYTES,
            show_default=True,
            metavar="MB",
            help="Stop when more memory is needed.",
        )(function)
        return click.option(
            "--timeout",
            type=click.FloatRange(min=0.001, max=86_400),
            default=seconds,
            show_default=True,
            metavar="SECONDS",
            help="Stop after this time.",
        )(function)

    return add


@contextlib.contextmanager
def bounded(what: str, *, seconds: float, megabytes: int) -> Iterator[None]:
    """
    Limit the time and memory of what is done within; *what* names it in the message.

    Where the system cannot limit memory or set an alarm, as on Windows, there is no limit.

    Raises:
        StoppedError: a limit was reached.
    """
    try:
        with _alarm(seconds), _memory(megabytes * _MEGABYTE):
            yield
    except _Late:
        raise StoppedError(
            f"{what} was stopped after {seconds:g} seconds; split the input, or allow more time "
            "with --timeout"
        ) from None
    except (MemoryError, ImportError) as error:
        # A library that is loaded when it is needed may find no room either.
        if isinstance(error, ImportError) and not any(sign in str(error) for sign in _NO_ROOM):
            raise
        raise StoppedError(
            f"{what} was stopped at {megabytes} MB of memory; split the input, or allow more with "
            "--memory"
        ) from None


@contextlib.contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Raise `_Late` after some time, in the main thread."""
    main = threading.current_thread() is threading.main_thread()
    if not main or not hasattr(signal, "setitimer"):
        yield
        return

    def late(_number: int, _frame: object) -> NoReturn:
        raise _Late

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def _memory(most: int) -> Iterator[None]:
    """Let this process have so much memory, unless it is allowed less already."""
    try:
        import resource
    except ImportError:  # not on Windows
        yield
        return
    before = resource.getrlimit(resource.RLIMIT_AS)
    lower = before[0] == resource.RLIM_INFINITY or most < before[0]
    try:
        with contextlib.suppress(OSError, ValueError):  # not on every system
            if lower:
                resource.setrlimit(resource.RLIMIT_AS, (most, before[1]))
        yield
    finally:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, before)
