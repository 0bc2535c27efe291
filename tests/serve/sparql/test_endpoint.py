"""Another SPARQL server is asked in the place of ours, and nothing else."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qsl, urlencode

import pytest

from guidegraph.model.errors import MisuseError
from guidegraph.serve.sparql.endpoint import EndpointBackend
from tests.serve.conftest import Serve


pytestmark = pytest.mark.slow  # another server answers, or does not


JSON = "application/sparql-results+json"
RESULTS = json.dumps(
    {
        "head": {"vars": ["x"]},
        "results": {"bindings": [{"x": {"type": "literal", "value": "there"}}]},
    }
).encode()
GRAPH = "https://w3id.org/guidegraph/peer-support/combined"


@dataclass(kw_only=True)
class Other:
    """Another server: what it answers with, and what it was asked."""

    status: int = 200
    media_type: str = JSON
    body: bytes = RESULTS
    location: str = ""
    wait: float = 0.0
    trickle: bool = False
    asked: list[tuple[str, dict[str, str], list[tuple[str, str]]]] = field(default_factory=list)
    url: str = ""


@contextmanager
def running(other: Other) -> Iterator[Other]:
    """The other server, on a port of its own."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            fields = parse_qsl(body.decode(), keep_blank_values=True)
            other.asked.append((self.path, dict(self.headers), fields))
            time.sleep(other.wait)
            self.send_response(other.status)
            self.send_header("Content-Type", other.media_type)
            if other.location:
                self.send_header("Location", other.location)
            self.end_headers()
            try:
                for number in range(len(other.body)) if other.trickle else ():
                    self.wfile.write(other.body[number : number + 1])
                    self.wfile.flush()
                    time.sleep(0.2)
                if not other.trickle:
                    self.wfile.write(other.body)
            except OSError:
                pass

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listening.daemon_threads = True
    thread = Thread(target=listening.serve_forever, daemon=True)
    thread.start()
    other.url = f"http://127.0.0.1:{listening.server_port}/data/query?repository=1"
    try:
        yield other
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join()


def path(query: str, *fields: tuple[str, str]) -> str:
    """The address of a query."""
    return f"/sparql?{urlencode([('query', query), *fields])}"


def test_hands_on_and_back(serve: Serve) -> None:
    """The query goes to the address that was given, and the answer comes from there."""
    with running(Other()) as other, serve(endpoint=other.url) as server:
        answer = server.ask(path("SELECT ?x {}"), accept=JSON, cookie="secret", authorization="x")
    ((place, headers, fields),) = other.asked

    assert (200, JSON, RESULTS) == (
        answer.status_code,
        answer.headers["content-type"],
        answer.content,
    )
    assert "/data/query?repository=1" == place
    assert [("query", "SELECT ?x {}")] == fields
    assert JSON == headers["Accept"]
    assert not {"Cookie", "Authorization"} & headers.keys()


def test_hands_on_the_dataset(serve: Serve) -> None:
    """The graphs that the request names are handed on, if they are the library's."""
    graphs = [("default-graph-uri", GRAPH), ("named-graph-uri", GRAPH)]
    with running(Other()) as other, serve(endpoint=other.url) as server:
        server.ask(path("SELECT ?x {}", *graphs), accept=JSON)
        refused = server.ask(path("SELECT ?x {}", ("default-graph-uri", "http://x/")))

    assert graphs == other.asked[0][2][1:]
    assert (400, 1) == (refused.status_code, len(other.asked))


def test_shows_the_answer_on_the_page(serve: Serve) -> None:
    """The query page shows what the other server found."""
    with running(Other()) as other, serve(endpoint=other.url) as server:
        answer = server.ask(path("SELECT ?x {}"), accept="text/html")

    assert "<td>there</td>" in answer.text


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "LOAD <http://127.0.0.1:1/>",
        "SELECT * FROM <http://127.0.0.1:1/> { ?s ?p ?o }",
        "CLEAR ALL",
    ],
)
def test_guards_it_too(serve: Serve, query: str) -> None:
    """What we refuse does not reach the other server."""
    with running(Other()) as other, serve(endpoint=other.url) as server:
        answer = server.ask("/sparql", "POST", data={"query": query})

    assert (403, []) == (answer.status_code, other.asked)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (Other(status=400, media_type="text/plain", body=b"line 1: \x1b[31m?"), 400),
        (Other(status=500), 502),
        (Other(status=401), 502),
        (Other(media_type="text/html", body=b"<script>alert(1)</script>"), 502),
        (Other(body=b"x" * 200_000), 502),
        (Other(wait=3.0), 504),
        (Other(trickle=True), 504),
    ],
    ids=["bad query", "fault", "password", "page", "too large", "slow", "trickle"],
)
def test_what_goes_wrong_there(serve: Serve, other: Other, expected: int) -> None:
    """The status tells whose fault it is; nothing but the expected format is handed on."""
    with running(other), serve(endpoint=other.url, seconds=1.0, answer_bytes=100_000) as server:
        answer = server.ask(path("SELECT ?x {}"), accept=JSON)
        page = server.ask("/digits.txt")

    assert (expected, 200) == (answer.status_code, page.status_code)
    assert "script" not in answer.text
    assert "\x1b" not in answer.text


def test_follows_nowhere(serve: Serve) -> None:
    """A redirect of the other server is not followed."""
    with (
        running(Other()) as second,
        running(Other(status=307, location=second.url)) as first,
        serve(endpoint=first.url) as server,
    ):
        answer = server.ask(path("SELECT ?x {}"), accept=JSON)

    assert (502, 1, 0) == (answer.status_code, len(first.asked), len(second.asked))


def test_is_not_there(serve: Serve) -> None:
    """502 where nobody answers."""
    with serve(endpoint="http://127.0.0.1:1/") as server:
        assert 502 == server.ask(path("ASK {}")).status_code


@pytest.mark.parametrize(
    "url", ["ftp://x/", "x", "http://", "file:///etc/passwd", "http://me:secret@x/", "http://x/#y"]
)
def test_is_no_address(url: str) -> None:
    """Only the address of a server over HTTP is taken."""
    with pytest.raises(MisuseError, match="--endpoint"):
        EndpointBackend(url, count=1, waiting=1, seconds=1, most=1)
