"""Standard output that takes all of a result, or says that it cannot."""

from __future__ import annotations

import io
import os
import select
import sys
from typing import TYPE_CHECKING, cast


if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


__all__ = ["whole_output"]


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
