"""How far the reading of a long file is, for whoever wants to show it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeAlias, TypeVar


__all__ = ["ProgressReport", "reporting", "with_progress"]

ProgressReport: TypeAlias = Callable[[str, int, int], None]
"""Is called with the path of a file, how many of its pages are read, and how many it has."""

_T = TypeVar("_T")
_REPORT: ContextVar[ProgressReport | None] = ContextVar("report", default=None)


@contextmanager
def reporting(report: ProgressReport) -> Iterator[None]:
    """Report the reading of files meanwhile."""
    token = _REPORT.set(report)
    try:
        yield
    finally:
        _REPORT.reset(token)


def with_progress(pages: Iterable[_T], path: str, total: int) -> Iterator[_T]:
    """The same pages, each reported before it is read."""
    report = _REPORT.get()
    if report is None:
        yield from pages
        return
    done = 0
    report(path, done, total)
    for page in pages:
        done += 1
        report(path, done, total)
        yield page
