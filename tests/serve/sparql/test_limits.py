"""Queries are bounded in time and in rows, and none stops the others."""

from __future__ import annotations

import socket
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest

from tests.serve.conftest import Serve, Served


pytestmark = pytest.mark.slow  # queries run into their limits


ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"
ALL = "SELECT * { ?s ?p ?o }"


def path(query: str) -> str:
    """The address of a query."""
    return f"/sparql?{urlencode({'query': query})}"


@pytest.mark.slow
def test_a_query_of_death(serve: Serve) -> None:
    """It is stopped with 503, and meanwhile other queries and pages are answered."""
    with serve(seconds=15.0, workers=2) as server, ThreadPoolExecutor() as pool:
        assert 200 == server.ask(path("ASK {}")).status_code
        death = pool.submit(server.ask, path(ENDLESS))
        time.sleep(0.3)
        others = [server.ask(path("ASK { ?s ?p ?o }")).status_code for _ in range(5)]
        page = server.ask("/digits.txt").status_code
        before = death.done()
        answer = death.result()
        after = server.ask(path("ASK { ?s ?p ?o }")).status_code

    assert not before
    assert ([200] * 5, 200, 503, 200) == (others, page, answer.status_code, after)
    assert "Retry-After".lower() in answer.headers
    assert "stopped after 15 seconds" in answer.text


@pytest.mark.slow
def test_too_many_queries_of_death(serve: Serve) -> None:
    """
    Where all workers are taken and enough wait, the next is told to come back; pages are served.
    """
    with serve(seconds=5.0, workers=1, queries_waiting=1) as server, ThreadPoolExecutor() as pool:
        deaths = [pool.submit(server.ask, path(ENDLESS)) for _ in range(5)]
        time.sleep(0.5)
        page = server.ask("/digits.txt").status_code
        answers = [death.result() for death in deaths]
        after = server.ask(path("ASK {}")).status_code

    assert {503} == {answer.status_code for answer in answers}
    assert any("busy" in each.text or "too many" in each.text for each in answers)
    assert (200, 200) == (page, after)


def test_who_goes_takes_the_query_along(serve: Serve) -> None:
    """A query that nobody waits for any more gives its worker back at once."""
    with serve(seconds=60.0, workers=1) as server:
        assert 200 == server.ask(path("ASK {}")).status_code
        for _ in range(3):
            with socket.create_connection(("127.0.0.1", server.port)) as connection:
                connection.sendall(f"GET {path(ENDLESS)} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
                time.sleep(0.3)
        answer = server.ask(path("ASK {}"))

    assert 200 == answer.status_code


def test_no_answer_is_a_part_of_itself(serve: Serve) -> None:
    """An answer of more rows than allowed is an error, never its first rows."""
    with serve(rows=7) as server:
        answer = server.ask(path(ALL), accept="application/json")
        graph = server.ask(path("CONSTRUCT WHERE { ?s ?p ?o }"), accept="application/n-triples")
        page = server.ask(path(ALL), accept="text/html")
        whole = server.ask(path(f"{ALL} LIMIT 7"))
        many = "CONSTRUCT { <urn:a:x> <urn:a:y> ?o } { ?s a ?o }"
        few = "CONSTRUCT { <urn:a:x> <urn:a:y> 1 } { ?s ?p ?o }"
        same = server.ask(path(few), accept="application/n-triples")
        others = server.ask(path(many), accept="application/n-triples")

    assert [422, 422, 200] == [answer.status_code, graph.status_code, whole.status_code]
    assert "more than 7 rows" in answer.text
    assert "LIMIT" in answer.text
    assert "Only the first 7 are shown" in page.text
    assert (200, 1) == (same.status_code, same.text.count("\n"))
    assert 422 == others.status_code


@pytest.mark.slow
def test_an_answer_is_bounded(serve: Serve) -> None:
    """Rows without measure are refused before they fill the server."""
    letters = "x" * 20_000
    text = f"SELECT ?y {{ VALUES ?x {{ '{letters}' }} ?s ?p ?o BIND(CONCAT(?x, ?x) AS ?y) }}"
    with serve(seconds=20.0) as server:
        answer = server.ask("/sparql", "POST", data={"query": text})

    assert answer.status_code in (422, 503)


def test_many_at_once(served: Served) -> None:
    """Thirty who ask at once are all answered."""
    with ThreadPoolExecutor(30) as pool:
        answers = list(pool.map(served.ask, [path("ASK { ?s ?p ?o }")] * 30))

    assert [200] * 30 == [answer.status_code for answer in answers]
