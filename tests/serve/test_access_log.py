"""The access log says what was asked and how it ended, and neither by whom nor with what words."""

from __future__ import annotations

import re
import time

from tests.serve.conftest import Serve, Served


LINE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ GET (\S+) (\d{3}) (\d+) B \d+\.\d ms", re.ASCII)


def lines(server: Served, count: int) -> list[str]:
    """The lines of the log, when so many are there."""
    until = time.monotonic() + 10
    while len(server.log) < count and time.monotonic() < until:
        time.sleep(0.01)
    return server.log


def test_one_line_for_each_request(serve: Serve) -> None:
    """Time, method, path, status, bytes, milliseconds."""
    with serve() as server:
        server.ask("/digits.txt?secret=word", user_agent="me")
        server.ask("/nothing?secret=word")
        found = [LINE.fullmatch(line) for line in lines(server, 2)]

    assert [("/digits.txt", "200", "10"), ("/nothing", "404", "59")] == [
        match.groups() for match in found if match
    ]


def test_a_line_stays_one_line(serve: Serve) -> None:
    """No path can write a second line, or tell a terminal anything."""
    with serve() as server:
        server.send(
            b"GET /a\xc2\x9b31m\xff%0aFAKE HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        )
        server.send(b"GET /" + b"x" * 5_000 + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        server.ask("/digits.txt")
        found = lines(server, 1)

    assert all(line.isprintable() and len(line) < 500 for line in found)
    assert "/digits.txt" in found[-1]
