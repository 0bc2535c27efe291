"""
Queries in a process of their own, which can be stopped; a query of the RDF library cannot.

The process gets the graphs once, or opens a store on disk, and then gets one question after
another, each a length in eight bytes and then JSON. It cannot open files or connections after that,
and its memory is bounded, where the system allows it. A query that takes too long ends the
process; the next one starts another.
"""

from __future__ import annotations

import json
import signal
import struct
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import Any, BinaryIO, Self

from guidegraph.model.errors import StoppedError
from guidegraph.query.engine import Engine, loaded
from guidegraph.store.process import MEMORY, bound_memory, bound_time, lock_files, started
from guidegraph.store.quad_store import holds_all_open, opened
from guidegraph.store.written import in_form, prepare


__all__ = ["Worker"]

_LENGTH = struct.Struct(">Q")
_LOADING_SECONDS = 300.0


class Worker:
    """
    A process that holds graphs and answers queries about them.

    Args:
        quads: the graphs as N-Quads.
        store: the folder of a store on disk that holds the graphs instead; it is only read.
        memory: the maximum memory, in bytes.
    """

    def __init__(
        self, quads: bytes = b"", *, store: Path | None = None, memory: int = MEMORY
    ) -> None:
        self._quads = quads
        self._store = store
        self._memory = memory
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop the process."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()

    def interrupt(self) -> None:
        """Stop the running query, from another thread."""
        process = self._process
        if process is not None:
            process.kill()

    def ask(self, question: Mapping[str, Any], *, seconds: float) -> dict[str, Any]:
        """
        The engine's answer to a question; with a "form", its bytes in that format as "body".

        Raises:
            StoppedError: it took longer than that, or more memory than the worker may have.
        """
        process = self._process or self._start()
        asked = json.dumps({**question, "seconds": seconds}).encode()
        reply = self._exchange(process, asked, seconds)
        if reply is None:
            raise StoppedError(
                f"the query was stopped after {seconds:g} seconds; "
                "ask for less at once, or allow more time with --timeout"
            )
        head, body = reply
        found: dict[str, Any] = json.loads(head)
        return found if body is None else {**found, "body": body}

    def _start(self) -> subprocess.Popen[bytes]:
        """Start the process, and let it load the graphs."""
        self._process = process = started("guidegraph.store.worker")
        store = None if self._store is None else str(self._store)
        start = json.dumps({"memory": self._memory, "store": store}).encode()
        ready = self._exchange(process, start + b"\n" + self._quads, _LOADING_SECONDS)
        if ready is None:
            raise StoppedError(
                f"the graphs could not be loaded in {_LOADING_SECONDS:g} seconds; ask about fewer"
            )
        return process

    def _exchange(
        self, process: subprocess.Popen[bytes], body: bytes, seconds: float
    ) -> tuple[bytes, bytes | None] | None:
        """Send something and wait for the reply; `None` if that took too long."""
        assert process.stdin is not None  # noqa: S101 - they are pipes
        assert process.stdout is not None  # noqa: S101
        stopped: list[bool] = []

        def stop() -> None:
            stopped.append(True)
            process.kill()

        timer = Timer(seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            _write(process.stdin, body)
            reply = _reply(process.stdout)
        except OSError:
            reply = None
        finally:
            timer.cancel()
        if reply is not None:
            return reply
        self.close()
        if stopped:
            return None
        raise StoppedError(
            f"the query needed more than {self._memory // 1024**2} MB of memory, or failed "
            f"(exit {process.returncode}); ask for less at once"
        )


def _write(stream: BinaryIO | Any, body: bytes) -> None:
    stream.write(_LENGTH.pack(len(body)))
    stream.write(body)
    stream.flush()


def _read(stream: BinaryIO | Any) -> bytes | None:
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    body: bytes = stream.read(length)
    return body if len(body) == length else None


def _answer(stream: BinaryIO | Any, head: bytes, body: bytes | None) -> None:
    """Write what is read as JSON, and a text that may be long, which is only passed on."""
    _write(stream, head if body is None else b"%s\n" % head)
    if body is not None:
        _write(stream, body)


def _reply(stream: BinaryIO | Any) -> tuple[bytes, bytes | None] | None:
    """What `_answer` has written."""
    head = _read(stream)
    if head is None or not head.endswith(b"\n"):
        return None if head is None else (head, None)
    body = _read(stream)
    return None if body is None else (head, body)


def _serve(incoming: BinaryIO, outgoing: BinaryIO) -> None:
    """The main function of the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent stops us, when it stops
    start = _read(incoming)
    if start is None:
        return
    head, _, quads = start.partition(b"\n")
    del start
    settings = json.loads(head)
    place = settings["store"]
    store = None if place is None else opened(Path(place))
    prepare()
    may_lock = place is None or holds_all_open(Path(place))
    bound_memory(settings["memory"])
    locked = may_lock and lock_files()
    engine = Engine(loaded(quads) if store is None else store, locked=locked)
    _answer(outgoing, b"{}", None)
    while (asked := _read(incoming)) is not None:
        question = json.loads(asked)
        bound_time(question["seconds"])
        reply = engine.answer(question)
        if "form" in question:
            reply = in_form(reply, question)
        body = reply.pop("body", None)
        _answer(outgoing, json.dumps(reply).encode(), body)


if __name__ == "__main__":
    # Buffered whatever PYTHONUNBUFFERED says: an unbuffered stream may write a part of an answer.
    with open(sys.stdout.fileno(), "wb", closefd=False) as answers:
        _serve(sys.stdin.buffer, answers)
