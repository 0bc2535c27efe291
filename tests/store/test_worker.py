"""A worker answers, and is stopped when it takes too long or too much."""

from __future__ import annotations

import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from guidegraph.model.errors import StoppedError
from guidegraph.store.worker import Worker


QUADS = b"".join(b'<http://x/s%d> <http://x/p> "%d" <http://x/g> .\n' % (n, n) for n in range(300))
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"


def question(text: str, limit: int = 10) -> dict[str, Any]:
    """A question as the engine takes it."""
    return {"query": text, "chooses": False, "default": None, "limit": limit}


@pytest.fixture
def worker() -> Iterator[Worker]:
    """A worker with a few triples."""
    with Worker(QUADS) as found:
        yield found


def test_answers_again_and_again(worker: Worker) -> None:
    """The graphs are loaded once for many questions."""
    count = question("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    replies = [worker.ask(count, seconds=20)["rows"][0][0][1] for _ in range(3)]

    assert ["300"] * 3 == replies


def test_stops_at_the_limit_of_rows(worker: Worker) -> None:
    """One row more than asked for says that there are more."""
    assert 11 == len(worker.ask(question("SELECT * { ?s ?p ?o }"), seconds=20)["rows"])


def test_is_stopped_in_time(worker: Worker) -> None:
    """A query that would run for ages ends when its time is over, and the next one is answered."""
    began = time.monotonic()
    with pytest.raises(StoppedError, match=r"stopped after 0\.5 seconds"):
        worker.ask(question(ENDLESS), seconds=0.5)

    assert time.monotonic() - began < 10
    assert {"form": "ask", "holds": True} == worker.ask(question("ASK { ?s ?p ?o }"), seconds=20)


@pytest.mark.slow
def test_is_stopped_at_its_memory() -> None:
    """A query that collects too much ends with a message, not with the machine."""
    greedy = "SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"
    with Worker(QUADS, memory=700 * 1024**2) as small, pytest.raises(StoppedError, match="memory"):
        small.ask(question(greedy), seconds=50)


def test_cannot_reach_a_server(worker: Worker) -> None:
    """Even a SERVICE that nobody caught opens no connection."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.path)

        do_GET = do_POST  # noqa: N815

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        service = f"SELECT * {{ SERVICE <http://127.0.0.1:{server.server_port}/> {{ ?s ?p ?o }} }}"
        reply = worker.ask(question(service), seconds=20)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

    assert "failed" == reply["problem"]
    assert [] == asked
