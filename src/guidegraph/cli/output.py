"""What commands write to: standard output that takes all of a result, files that eat no other."""

from __future__ import annotations

import io
import os
import select
import sys
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from guidegraph.model.errors import MisuseError


if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


__all__ = ["OutputFile", "no_file_eaten", "whole_output"]

F = TypeVar("F", bound=Callable[..., Any])


class OutputFile(click.Path):
    """A file that a command writes."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)


def no_file_eaten(function: F) -> F:
    """
    Refuse, before the command does anything, a file to write that it also reads or writes, or that
    is a part of a library.
    """

    @wraps(function)
    def checked(*arguments: Any, **values: Any) -> Any:
        written = list(_written(values))
        for place, (option, path) in enumerate(written):
            for other, twin in written[:place]:
                if _is_same(path, twin):
                    raise MisuseError(f"{path}: both {other} and {option}; name two files")
            if not path.is_file():
                continue  # a new one, a pipe, a device
            if any(_is_same(path, Path(text)) for text in _read(values, written)):
                raise MisuseError(
                    f"{path}: {option} would overwrite what is read; name another file"
                )
            _refuse_part_of_library(option, path)
        return function(*arguments, **values)

    return cast("F", checked)


def _written(values: dict[str, Any]) -> Iterator[tuple[str, Path]]:
    """The options that name files to write, with their files."""
    for parameter in click.get_current_context().command.params:
        path = values.get(parameter.name or "")
        if isinstance(parameter.type, OutputFile) and path is not None:
            yield max(parameter.opts, key=len), path


def _read(values: dict[str, Any], written: list[tuple[str, Path]]) -> Iterator[str]:
    """All texts among the values that could name files to read."""
    ours = [id(path) for _, path in written]
    for value in values.values():
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, str | Path) and id(each) not in ours:
                yield str(each)


def _is_same(path: Path, other: Path) -> bool:
    try:
        if path.exists() and other.exists():
            return path.samefile(other)
        return path.resolve() == other.resolve()
    except (OSError, ValueError, RuntimeError):  # not a name of a file, or links in a circle
        return False


def _refuse_part_of_library(option: str, path: Path) -> None:
    from guidegraph.store.library import is_part_of_library

    if is_part_of_library(path.resolve()):
        raise MisuseError(
            f"{path}: {option} would overwrite a part of a library; name another file"
        )


class _PatientOutput(io.RawIOBase):
    """A file descriptor that is waited for where it is not ready, as a pipe of another program."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def fileno(self) -> int:
        return self._descriptor

    def isatty(self) -> bool:
        return os.isatty(self._descriptor)

    def writable(self) -> bool:
        return True

    def write(self, body: ReadableBuffer, /) -> int:
        while True:
            try:
                return os.write(self._descriptor, body)
            except BlockingIOError:
                select.select([], [self._descriptor], [])


def whole_output() -> None:
    """
    Let standard output write every byte that it is given, or raise OSError.

    Python's own does not where it is unbuffered (`PYTHONUNBUFFERED`): a disk with room for a part
    takes that part, and nobody looks at how much it was.
    """
    stream = sys.stdout
    if not isinstance(stream, io.TextIOWrapper):
        return  # closed, or a test's
    try:
        descriptor = stream.fileno()
        raw = isinstance(cast("object", stream.buffer), io.RawIOBase)
        if not raw and os.get_blocking(descriptor):
            return
    except OSError:
        return
    stream.flush()
    sys.stdout = io.TextIOWrapper(
        io.BufferedWriter(_PatientOutput(descriptor)),
        encoding=stream.encoding,
        errors=stream.errors,
        line_buffering=raw or stream.line_buffering,
    )
