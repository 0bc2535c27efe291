"""Clients that are slow, greedy or cunning take nobody else's place."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from guidegraph.publish.site import Site, SiteDocument
from tests.serve.conftest import Serve, Served


pytestmark = pytest.mark.slow  # clients are slow on purpose


def head(path: str = "/digits.txt", *lines: str, method: str = "GET") -> bytes:
    """The head of a request."""
    return "\r\n".join([f"{method} {path} HTTP/1.1", "Host: x", *lines, "", ""]).encode()


def status(answer: bytes) -> bytes:
    """The status of an answer, if there is one."""
    return answer.split(b" ", 2)[1] if answer else b""


def closed(connection: socket.socket, seconds: float) -> bool:
    """Whether the server closes a connection in time."""
    connection.settimeout(seconds)
    try:
        while connection.recv(65_536):
            pass
    except TimeoutError:
        return False
    except OSError:
        pass
    return True


@pytest.fixture
def impatient(serve: Serve) -> Iterator[Served]:
    """A server that holds few connections and waits for seconds only."""
    with serve(
        connections=20, head_seconds=3.0, body_seconds=3.0, stall_seconds=3.0, body_bytes=100_000
    ) as found:
        yield found


def test_slow_heads_give_way(serve: Serve) -> None:
    """
    Ten times as many slow clients as there is room for: their number is bounded, and others are
    answered at once.
    """
    with serve(connections=20, head_seconds=60.0) as server, ExitStack() as stack:
        slow = []
        for _ in range(200):
            connection = socket.create_connection(("127.0.0.1", server.port), timeout=5)
            stack.callback(connection.close)
            connection.sendall(b"GET /digits.txt HTTP/1.1\r\nHost: ")
            slow.append(connection)
        answers = [server.ask("/digits.txt").status_code for _ in range(5)]
        gone = sum(closed(connection, 0.05) for connection in slow)

    assert [200] * 5 == answers
    assert gone >= 180


def test_a_slow_head_is_not_waited_for(impatient: Served) -> None:
    """A head that comes letter by letter is cut off, though there is always a next letter."""
    with socket.create_connection(("127.0.0.1", impatient.port), timeout=5) as connection:
        connection.sendall(b"GET /digits.txt HTTP/1.1\r\nHost: ")
        letters = 0
        try:
            while letters < 300 and not closed(connection, 0.1):
                connection.sendall(b"x")
                letters += 1
        except OSError:
            pass

    assert 5 < letters < 300


def test_an_idle_connection_is_not_kept(impatient: Served) -> None:
    """A connection over which nothing is asked is closed."""
    with socket.create_connection(("127.0.0.1", impatient.port), timeout=5) as connection:
        connection.sendall(head())

        assert closed(connection, 15)


def test_a_slow_body_is_not_waited_for(impatient: Served) -> None:
    """408 to a client that never sends the body it announced."""
    answer = impatient.send(
        head(
            "/sparql", "Content-Type: application/sparql-query", "Content-Length: 9", method="POST"
        )
    )

    assert b"408" == status(answer)


@pytest.mark.slow
def test_who_takes_nothing_is_cut_off(serve: Serve) -> None:
    """A client that does not take the answer it asked for is cut off."""
    large = SiteDocument(path="large", media_type="text/plain", body=lambda: b"x" * 30_000_000)
    site = Site(base="https://example.org/", title="Large", things={}, found={"large": large})
    with serve(site=site, stall_seconds=1.0) as server:
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        with connection:
            connection.connect(("127.0.0.1", server.port))
            connection.sendall(head("/large"))
            time.sleep(5)
            found = 0
            connection.settimeout(5)
            try:
                while chunk := connection.recv(1 << 20):
                    found += len(chunk)
            except OSError:
                pass
        whole = server.ask("/large")

    assert found < 30_000_000
    assert 30_000_000 == len(whole.content)


def test_who_takes_little_at_a_time_gets_all(serve: Serve) -> None:
    """A client that reads slowly, but reads, gets its answer however long that takes."""
    size = 12_000_000
    large = SiteDocument(path="large", media_type="text/plain", body=lambda: b"x" * size)
    site = Site(base="https://example.org/", title="Large", things={}, found={"large": large})
    with serve(site=site, head_seconds=1.0, stall_seconds=3.0) as server:
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
        with connection:
            connection.connect(("127.0.0.1", server.port))
            connection.sendall(head("/large", "Connection: close"))
            began, found = time.monotonic(), 0
            connection.settimeout(10)
            while chunk := connection.recv(65_536):
                found += len(chunk)
                time.sleep(0.03)
            took = time.monotonic() - began

    assert found > size
    assert took > 4  # longer than a head may take


def test_a_body_of_a_gigabyte_is_not_read(impatient: Served) -> None:
    """413 before a byte of the body is there, whatever is asked."""
    for path in ("/sparql", "/digits.txt", "/api/search", "/nothing"):
        answer = impatient.send(
            head(
                path,
                "Content-Type: application/sparql-query",
                f"Content-Length: {1024**3}",
                method="POST",
            )
        )
        assert b"413" == status(answer)
        assert b"connection: close" in answer


def test_an_endless_body_is_not_read(impatient: Served) -> None:
    """A body in chunks, of no declared length, is refused where it becomes too large."""
    chunk = b"%x\r\n%s\r\n" % (10_000, b"x" * 10_000)
    lines = ("Content-Type: application/sparql-query", "Transfer-Encoding: chunked")
    with socket.create_connection(("127.0.0.1", impatient.port), timeout=10) as connection:
        connection.sendall(head("/sparql", *lines, method="POST"))
        sent = 0
        try:
            while sent < 50_000_000:
                connection.sendall(chunk)
                sent += len(chunk)
        except OSError:
            pass
        try:
            answer = connection.recv(65_536)
        except OSError:
            answer = b""

    assert sent < 50_000_000
    assert status(answer) in (b"413", b"")
    assert 200 == impatient.ask("/digits.txt").status_code


def test_a_body_of_an_honest_length(small: Served) -> None:
    """A body up to the limit is read."""
    query = b"ASK {}" + b" " * 900_000
    answer = small.ask(
        "/sparql", "POST", data=query, content_type="application/sparql-query", accept="text/csv"
    )

    assert 200 == answer.status_code


@pytest.mark.parametrize(
    "raw",
    [
        head("/digits.txt", f"X-Long: {'x' * 40_000}"),
        head("/digits.txt", *(f"X-{n}: {'x' * 100}" for n in range(1_000))),
        head(f"/{'x' * 40_000}"),
    ],
    ids=["a long field", "many fields", "a long path"],
)
def test_a_head_is_bounded(small: Served, raw: bytes) -> None:
    """431 to a head that is too large."""
    assert b"431" == status(small.send(raw))


def test_an_endless_head_is_not_read(small: Served) -> None:
    """A field without an end is cut off."""
    with socket.create_connection(("127.0.0.1", small.port), timeout=10) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nX: ")
        sent = 0
        try:
            while sent < 50_000_000:
                connection.sendall(b"x" * 10_000)
                sent += 10_000
        except OSError:
            pass

    assert sent < 50_000_000


@pytest.mark.parametrize(
    "path",
    [
        "/first%0d%0aX-Evil:%201",
        "/first/term/%0aX-Evil:%201",
        "/first?x=%0d%0aX-Evil:%201",
        "/sparql?query=x%0d%0aX-Evil:%201",
        "/sparql?query=ASK%7B%7D&format=%0d%0aX-Evil:%201",
        "/sparql?query=ASK%7B%7D&default-graph-uri=%0d%0aX-Evil:%201",
        "/api/editions/%0d%0aX-Evil:%201",
        "/reconcile?queries=%0d%0aX-Evil:%201",
    ],
)
@pytest.mark.parametrize("accept", ["text/html", "*/*", "image/png"])
def test_no_header_can_be_slipped_in(small: Served, path: str, accept: str) -> None:
    """What is asked for never becomes a line of the answer's head."""
    answer = small.send(head(path, f"Accept: {accept}", "Connection: close"))
    lines = answer.partition(b"\r\n\r\n")[0].lower().split(b"\r\n")

    assert lines[0].startswith(b"http/1.1 ")
    assert not [line for line in lines if line.startswith(b"x-evil")]


@pytest.mark.parametrize(
    "raw",
    [
        head("/digits.txt", "Content-Length: 5", "Transfer-Encoding: chunked") + b"0\r\n\r\n",
        b"GET /digits.txt HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        b"GET /digits.txt HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"GET /digits.txt HTTP/1.1\r\nHost: x\r\nContent-Length: 1e9\r\n\r\n",
        b"GET /digits.txt HTTP/1.1\r\nHost: x\r\nBad Name: x\r\n\r\n",
        b"GET /digits.txt\x00 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET  HTTP/1.1\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"nonsense\r\n\r\n",
    ],
)
def test_what_is_no_http_is_refused(small: Served, raw: bytes) -> None:
    """400, and the connection is closed: nobody behind a proxy can slip in a second request."""
    answer = small.send(raw + head("/health"))

    assert b"400" == status(answer)
    assert 1 == answer.count(b"HTTP/1.1")
